"""A Runtime API program in Python, on its standard library alone: it answers each event with the event itself."""
import http.client
import os

api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def call(method, path, body=None):
    api.request(method, f"/2018-06-01/runtime/invocation/{path}", body)
    answer = api.getresponse()
    return answer.headers, answer.read()


while True:
    headers, event = call("GET", "next")
    call("POST", headers["Lambda-Runtime-Aws-Request-Id"] + "/response", event)
