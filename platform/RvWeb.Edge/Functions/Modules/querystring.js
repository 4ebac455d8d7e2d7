// The module querystring of CloudFront's runtimes; gets the percent-decoder that never fails.
(function (unescape) {
    function escape(text) {
        return encodeURIComponent(String(text));
    }

    function primitive(value) {
        switch (typeof value) {
            case 'string': return value;
            case 'number': return isFinite(value) ? String(value) : '';
            case 'boolean': return String(value);
            default: return '';
        }
    }

    function parse(text, separator, equal, options) {
        const result = {};
        if (typeof text !== 'string' || text.length === 0) {
            return result;
        }

        const between = separator || '&';
        const assign = equal || '=';
        const decode = options && typeof options.decodeURIComponent === 'function' ? options.decodeURIComponent : unescape;
        const most = options && typeof options.maxKeys === 'number' ? options.maxKeys : 1000;
        let pairs = text.split(between);
        if (most > 0) {
            pairs = pairs.slice(0, most);
        }

        for (const pair of pairs) {
            if (pair.length === 0) {
                continue;
            }

            const at = pair.indexOf(assign);
            const name = decode((at < 0 ? pair : pair.slice(0, at)).replaceAll('+', ' '));
            const value = at < 0 ? '' : decode(pair.slice(at + assign.length).replaceAll('+', ' '));
            if (!Object.prototype.hasOwnProperty.call(result, name)) {
                Object.defineProperty(result, name, { value, writable: true, enumerable: true, configurable: true });
            } else if (Array.isArray(result[name])) {
                result[name].push(value);
            } else {
                result[name] = [result[name], value];
            }
        }

        return result;
    }

    function stringify(object, separator, equal, options) {
        if (object === null || typeof object !== 'object') {
            return '';
        }

        const encode = options && typeof options.encodeURIComponent === 'function' ? options.encodeURIComponent : escape;
        const pairs = [];
        for (const name of Object.keys(object)) {
            const values = Array.isArray(object[name]) ? object[name] : [object[name]];
            for (const value of values) {
                pairs.push(encode(name) + (equal || '=') + encode(primitive(value)));
            }
        }

        return pairs.join(separator || '&');
    }

    return { decode: parse, encode: stringify, escape, parse, stringify, unescape };
})
