"""Asks the emulator at ENDPOINT all that BotoTests wants to know, and prints it as one JSON object."""
import base64
import json
import os

import boto3

client = boto3.client("lambda", endpoint_url=os.environ["ENDPOINT"])


def invoke(event, **parameters):
    return client.invoke(FunctionName="test", Payload=json.dumps(event, separators=(",", ":")), **parameters)


def not_found():
    try:
        client.invoke(FunctionName="tset")
    except client.exceptions.ResourceNotFoundException as error:
        return str(error)


context = base64.b64encode(b'{"custom":{"a":"b"}}').decode()
seen = json.load(invoke({"command": "headers"}, ClientContext=context)["Payload"])
print(json.dumps({
    "payload": invoke({"a": [1, 2]})["Payload"].read().decode(),
    "event": invoke({}, InvocationType="Event")["StatusCode"],
    "dry_run": invoke({}, InvocationType="DryRun")["StatusCode"],
    "function_error": invoke({"command": "throw"})["FunctionError"],
    "functions": [f["FunctionName"] for page in client.get_paginator("list_functions").paginate() for f in page["Functions"]],
    "timeout": client.get_function_configuration(FunctionName="test")["Timeout"],
    "url": client.get_function_url_config(FunctionName="test")["FunctionUrl"],
    "not_found": not_found(),
    "log": base64.b64decode(invoke({"command": "say", "text": "hello, boto"}, LogType="Tail")["LogResult"]).decode(),
    "client_context": json.loads(seen["lambda-runtime-client-context"])["custom"]["a"],
}))
