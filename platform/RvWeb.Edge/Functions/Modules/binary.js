// Buffer, TextEncoder and TextDecoder of runtime 2.0; gets host.bytes(text, encoding) and host.text(bytes, encoding).
(function (host) {
    const encodings = ['utf8', 'utf-8', 'hex', 'base64', 'base64url'];

    function named(encoding) {
        const name = encoding === undefined ? 'utf8' : String(encoding).toLowerCase();
        if (!encodings.includes(name)) {
            throw new TypeError('unknown encoding "' + encoding + '": use utf8, hex, base64 or base64url');
        }

        return name;
    }

    function asBuffer(bytes) {
        return Object.setPrototypeOf(bytes, Buffer.prototype);
    }

    function view(buffer) {
        return new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }

    function bytesOf(value, encoding) {
        if (typeof value === 'string') {
            return host.bytes(value, named(encoding));
        }

        if (value instanceof Uint8Array) {
            return value;
        }

        throw new TypeError('a string or a Buffer is needed');
    }

    function clamp(value, otherwise, most) {
        const number = value === undefined ? otherwise : Math.trunc(Number(value)) || 0;
        return Math.min(Math.max(number, 0), most);
    }

    function Buffer() {
        throw new TypeError('use Buffer.from or Buffer.alloc');
    }

    Object.setPrototypeOf(Buffer, Uint8Array);
    Buffer.prototype = Object.create(Uint8Array.prototype, { constructor: { value: Buffer, writable: true, configurable: true } });

    function statics(methods) {
        for (const name of Object.keys(methods)) {
            Object.defineProperty(Buffer, name, { value: methods[name], writable: true, configurable: true });
        }
    }

    statics({
        alloc(size, fill, encoding) {
            const buffer = asBuffer(new Uint8Array(size));
            return fill === undefined ? buffer : buffer.fill(fill, 0, size, encoding);
        },
        allocUnsafe(size) { return Buffer.alloc(size); },
        allocUnsafeSlow(size) { return Buffer.alloc(size); },
        byteLength(value, encoding) {
            return typeof value === 'string' ? host.bytes(value, named(encoding)).length : value.byteLength;
        },
        compare(left, right) {
            const shared = Math.min(left.length, right.length);
            for (let at = 0; at < shared; at++) {
                if (left[at] !== right[at]) {
                    return left[at] < right[at] ? -1 : 1;
                }
            }

            return Math.sign(left.length - right.length);
        },
        concat(list, total) {
            const size = total === undefined ? list.reduce((sum, part) => sum + part.length, 0) : total;
            const result = Buffer.alloc(size);
            let at = 0;
            for (const part of list) {
                const taken = part.subarray(0, size - at);
                result.set(taken, at);
                at += taken.length;
            }

            return result;
        },
        from(value, second, third) {
            if (typeof value === 'string') {
                return asBuffer(host.bytes(value, named(second)));
            }

            if (value instanceof ArrayBuffer) {
                return asBuffer(third === undefined ? new Uint8Array(value, second || 0) : new Uint8Array(value, second || 0, third));
            }

            if (value !== null && typeof value === 'object' && value.type === 'Buffer' && Array.isArray(value.data)) {
                return asBuffer(new Uint8Array(value.data));
            }

            if (value !== null && typeof value === 'object') {
                return asBuffer(new Uint8Array(value));
            }

            throw new TypeError('Buffer.from: a string, an array, an ArrayBuffer or a Buffer is needed');
        },
        isBuffer(value) { return value instanceof Buffer; },
        isEncoding(name) { return typeof name === 'string' && encodings.includes(name.toLowerCase()); },
    });

    const methods = {
        compare(other, otherStart, otherEnd, start, end) {
            return Buffer.compare(
                this.subarray(clamp(start, 0, this.length), clamp(end, this.length, this.length)),
                other.subarray(clamp(otherStart, 0, other.length), clamp(otherEnd, other.length, other.length)));
        },
        copy(target, targetStart, start, end) {
            const source = this.subarray(clamp(start, 0, this.length), clamp(end, this.length, this.length));
            const at = clamp(targetStart, 0, target.length);
            const taken = source.subarray(0, target.length - at);
            target.set(taken, at);
            return taken.length;
        },
        equals(other) { return Buffer.compare(this, other) === 0; },
        fill(value, start, end, encoding) {
            const from = clamp(start, 0, this.length);
            const to = clamp(end, this.length, this.length);
            if (typeof value === 'number') {
                Uint8Array.prototype.fill.call(this, value, from, to);
                return this;
            }

            const pattern = bytesOf(value, encoding);
            for (let at = from; at < to; at++) {
                this[at] = pattern.length === 0 ? 0 : pattern[(at - from) % pattern.length];
            }

            return this;
        },
        includes(value, start, encoding) { return this.indexOf(value, start, encoding) >= 0; },
        indexOf(value, start, encoding) {
            if (typeof value === 'number') {
                return Uint8Array.prototype.indexOf.call(this, value & 255, start);
            }

            const wanted = bytesOf(value, encoding);
            for (let at = clamp(start, 0, this.length); at + wanted.length <= this.length; at++) {
                if (wanted.every((byte, index) => this[at + index] === byte)) {
                    return at;
                }
            }

            return -1;
        },
        lastIndexOf(value, start, encoding) {
            const wanted = typeof value === 'number' ? [value & 255] : bytesOf(value, encoding);
            for (let at = Math.min(clamp(start, this.length, this.length), this.length - wanted.length); at >= 0; at--) {
                if (wanted.every((byte, index) => this[at + index] === byte)) {
                    return at;
                }
            }

            return -1;
        },
        slice(start, end) { return this.subarray(start, end); },
        subarray(start, end) {
            const part = new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end);
            return asBuffer(part);
        },
        swap16() { return swap(this, 2); },
        swap32() { return swap(this, 4); },
        swap64() { return swap(this, 8); },
        toJSON() { return { type: 'Buffer', data: Array.from(this) }; },
        toString(encoding, start, end) {
            const part = this.subarray(clamp(start, 0, this.length), clamp(end, this.length, this.length));
            return host.text(new Uint8Array(part.buffer, part.byteOffset, part.length), named(encoding));
        },
        write(text, offset, length, encoding) {
            const at = clamp(typeof offset === 'number' ? offset : 0, 0, this.length);
            const most = clamp(typeof length === 'number' ? length : undefined, this.length - at, this.length - at);
            const name = [offset, length, encoding].find(value => typeof value === 'string');
            const bytes = host.bytes(text, named(name)).subarray(0, most);
            this.set(bytes, at);
            return bytes.length;
        },
        readIntBE(offset, size) { return signed(read(this, offset, size, false), size); },
        readIntLE(offset, size) { return signed(read(this, offset, size, true), size); },
        readUIntBE(offset, size) { return read(this, offset, size, false); },
        readUIntLE(offset, size) { return read(this, offset, size, true); },
        writeIntBE(value, offset, size) { return write(this, value, offset, size, false); },
        writeIntLE(value, offset, size) { return write(this, value, offset, size, true); },
        writeUIntBE(value, offset, size) { return write(this, value, offset, size, false); },
        writeUIntLE(value, offset, size) { return write(this, value, offset, size, true); },
    };

    function swap(buffer, size) {
        if (buffer.length % size !== 0) {
            throw new RangeError('the length must be a multiple of ' + size);
        }

        for (let at = 0; at < buffer.length; at += size) {
            new Uint8Array(buffer.buffer, buffer.byteOffset + at, size).reverse();
        }

        return buffer;
    }

    function read(buffer, offset, size, little) {
        if (offset < 0 || size < 1 || size > 6 || offset + size > buffer.length) {
            throw new RangeError('offset or size is out of range');
        }

        let value = 0;
        for (let at = 0; at < size; at++) {
            value = value * 256 + buffer[offset + (little ? size - 1 - at : at)];
        }

        return value;
    }

    function signed(value, size) {
        const limit = Math.pow(2, 8 * size - 1);
        return value < limit ? value : value - 2 * limit;
    }

    function write(buffer, value, offset, size, little) {
        if (offset < 0 || size < 1 || size > 6 || offset + size > buffer.length) {
            throw new RangeError('offset or size is out of range');
        }

        let rest = value < 0 ? value + Math.pow(2, 8 * size) : value;
        for (let at = 0; at < size; at++) {
            buffer[offset + (little ? at : size - 1 - at)] = rest % 256;
            rest = Math.floor(rest / 256);
        }

        return offset + size;
    }

    for (const [name, type, size] of [
        ['Int8', 'Int8', 1], ['UInt8', 'Uint8', 1], ['Int16', 'Int16', 2], ['UInt16', 'Uint16', 2],
        ['Int32', 'Int32', 4], ['UInt32', 'Uint32', 4], ['Float', 'Float32', 4], ['Double', 'Float64', 8]]) {
        for (const order of size === 1 ? [''] : ['BE', 'LE']) {
            methods['read' + name + order] = function (offset) {
                return view(this)['get' + type](offset || 0, order === 'LE');
            };
            methods['write' + name + order] = function (value, offset) {
                view(this)['set' + type](offset || 0, value, order === 'LE');
                return (offset || 0) + size;
            };
        }
    }

    for (const name of Object.keys(methods)) {
        Object.defineProperty(Buffer.prototype, name, { value: methods[name], writable: true, configurable: true });
    }

    function TextEncoder() {
        if (!(this instanceof TextEncoder)) {
            throw new TypeError('use new TextEncoder()');
        }
    }

    TextEncoder.prototype.encoding = 'utf-8';
    TextEncoder.prototype.encode = function (text) {
        return host.bytes(text === undefined ? '' : String(text), 'utf8');
    };

    function TextDecoder(label) {
        if (label !== undefined && named(label) !== 'utf8' && named(label) !== 'utf-8') {
            throw new RangeError('TextDecoder: only utf-8 is there');
        }
    }

    TextDecoder.prototype.encoding = 'utf-8';
    TextDecoder.prototype.decode = function (bytes) {
        return bytes === undefined ? '' : host.text(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes, 'utf8');
    };

    return { Buffer, TextDecoder, TextEncoder };
})
