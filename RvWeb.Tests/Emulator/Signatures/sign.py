# Calls a function URL with requests that AWS's own SDK signs, and prints the status and what the function saw.
import json
import sys
import urllib.error
import urllib.request

import botocore.auth
import botocore.awsrequest
import botocore.credentials

url, key, secret, how, method, body = sys.argv[1:7]
credentials = botocore.credentials.Credentials(key, secret)
request = botocore.awsrequest.AWSRequest(method=method, url=url, data=body.encode() or None, headers={'content-type': 'text/plain', 'x-twice': 'a   b'})
if how == 'query':
    botocore.auth.SigV4QueryAuth(credentials, 'lambda', 'us-east-1', expires=60).add_auth(request)
elif how == 'unsigned-payload':
    request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
    signer = botocore.auth.SigV4Auth(credentials, 'lambda', 'us-east-1')
    signer.payload = lambda _: 'UNSIGNED-PAYLOAD'
    signer.add_auth(request)
elif how == 'other-body':
    botocore.auth.SigV4Auth(credentials, 'lambda', 'us-east-1').add_auth(request)
    body = '!' * len(body)
else:
    botocore.auth.SigV4Auth(credentials, 'lambda', 'us-east-1').add_auth(request)
prepared = request.prepare()
sent = urllib.request.Request(prepared.url, data=body.encode() or None, headers=dict(prepared.headers), method=method)
try:
    with urllib.request.urlopen(sent) as response:
        seen = json.loads(response.read())
        print(response.status, json.dumps(seen['requestContext']['authorizer'], sort_keys=True), seen['requestContext']['accountId'])
except urllib.error.HTTPError as error:
    print(error.code, error.headers['x-amzn-ErrorType'], error.read().decode())
