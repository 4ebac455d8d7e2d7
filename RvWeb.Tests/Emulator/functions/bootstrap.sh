#!/bin/sh
# A Runtime API program in shell and curl, as AWS's tutorial for custom runtimes builds one: it answers each event with the event itself.
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while curl -sS -D "$TMPDIR/head" -o "$TMPDIR/event" "$api/next"; do
  id=$(sed -n 's/^lambda-runtime-aws-request-id: *\([^[:space:]]*\).*/\1/Ip' "$TMPDIR/head")
  curl -sS -o /dev/null --data-binary "@$TMPDIR/event" "$api/$id/response"
done
