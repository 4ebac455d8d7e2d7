// Lambda takes no unsigned bodies, and CloudFront signs none: it signs the hash that it finds in this header.
const { createHash } = require('node:crypto');

exports.handler = async event => {
  const request = event.Records[0].cf.request;
  const { body } = request;
  if (!body || !['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method)) return request;
  // CloudFront hands over the first megabyte only, and the hash of a part fits nothing.
  if (body.inputTruncated) {
    return {
      status: '413',
      statusDescription: 'Content Too Large',
      headers: {
        'content-type': [{ key: 'Content-Type', value: 'application/json' }],
        'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
      },
      body: '{"message":"A body may have up to 1 MB here."}',
    };
  }
  const hash = createHash('sha256').update(Buffer.from(body.data || '', body.encoding === 'text' ? 'utf8' : 'base64')).digest('hex');
  request.headers['x-amz-content-sha256'] = [{ key: 'x-amz-content-sha256', value: hash }];
  return request;
};
