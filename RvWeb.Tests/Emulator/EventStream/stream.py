# Calls InvokeWithResponseStream with AWS's own SDK and prints what its event stream decoder, which checks both
# checksums of every message, makes of the answer: each event on a line, payloads as text.
import json
import sys

import botocore.config
import botocore.session

endpoint, payload, invocation_type = sys.argv[1:4]
client = botocore.session.get_session().create_client(
    'lambda', endpoint_url=endpoint, region_name='us-east-1', aws_access_key_id='local', aws_secret_access_key='local',
    config=botocore.config.Config(retries={'max_attempts': 0}, read_timeout=60))
try:
    response = client.invoke_with_response_stream(FunctionName='test', Payload=payload, InvocationType=invocation_type)
    print(response['StatusCode'], response.get('ExecutedVersion'), response.get('ResponseStreamContentType'), flush=True)
    sizes = 0
    for event in response['EventStream']:
        chunk = event.get('PayloadChunk')
        if chunk and len(chunk['Payload']) > 100:
            sizes += len(chunk['Payload'])
        else:
            print(chunk['Payload'].decode() if chunk else json.dumps(event, sort_keys=True), flush=True)
    print('large chunks:', sizes)
except client.exceptions.ClientError as error:
    print(error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode'])
