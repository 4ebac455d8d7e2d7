using System.Security.Cryptography;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;
using RvWeb.Edge.Functions.Scripts;

namespace RvWeb.Edge.Functions.Modules;

/// <summary>The crypto module: hashes and HMACs with md5, sha1 and sha256 (functions-javascript-runtime-20.html, "Crypto").</summary>
internal static class CryptoModule
{
    public static ObjectInstance Make(Engine engine, Func<byte[], JsValue> withoutEncoding)
    {
        var module = new JsObject(engine);
        Add(engine, module, "createHash", (_, arguments) =>
            Hash(engine, IncrementalHash.CreateHash(Algorithm(engine, arguments.ArgumentAt(0))), withoutEncoding));
        Add(engine, module, "createHmac", (_, arguments) =>
            Hash(engine, IncrementalHash.CreateHMAC(Algorithm(engine, arguments.ArgumentAt(0)), Bytes(engine, arguments.ArgumentAt(1))), withoutEncoding));
        return module;
    }

    private static JsObject Hash(Engine engine, IncrementalHash hash, Func<byte[], JsValue> withoutEncoding)
    {
        var done = false;
        var script = new JsObject(engine);
        Add(engine, script, "update", (self, arguments) =>
        {
            RequireOpen();
            hash.AppendData(Bytes(engine, arguments.ArgumentAt(0)));
            return self;
        });
        Add(engine, script, "digest", (_, arguments) =>
        {
            RequireOpen();
            done = true;
            using (hash)
            {
                var digest = hash.GetHashAndReset();
                return arguments.ArgumentAt(0).IsUndefined() ? withoutEncoding(digest) : BinaryText.Encode(engine, digest, arguments.ArgumentAt(0).ToString());
            }
        });
        return script;

        void RequireOpen()
        {
            if (done)
                throw new JavaScriptException(engine.Intrinsics.Error, "Digest already called");
        }
    }

    private static HashAlgorithmName Algorithm(Engine engine, JsValue name) => name.ToString() switch
    {
        "md5" => HashAlgorithmName.MD5,
        "sha1" => HashAlgorithmName.SHA1,
        "sha256" => HashAlgorithmName.SHA256,
        var other => throw new JavaScriptException(engine.Intrinsics.TypeError, $"unknown algorithm '{ScriptText.Short(other)}': use md5, sha1 or sha256"),
    };

    private static byte[] Bytes(Engine engine, JsValue data) =>
        data.IsString() ? Encoding.UTF8.GetBytes(data.ToString())
        : data.IsUint8Array() ? data.AsUint8Array()
        : data.IsArrayBuffer() ? data.AsArrayBuffer() ?? []
        : throw new JavaScriptException(engine.Intrinsics.TypeError, "a string or a Buffer is needed as data");

    private static void Add(Engine engine, JsObject owner, string name, Func<JsValue, JsValue[], JsValue> function) =>
        owner.FastSetDataProperty(name, new ClrFunction(engine, name, function, 1));
}
