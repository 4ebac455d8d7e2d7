"""Asks the edge at ENDPOINT all that CloudFrontClientTests wants to know, and prints it as one JSON object."""
import json
import os

import boto3
from botocore.exceptions import ClientError

client = boto3.client("cloudfront", endpoint_url=os.environ["ENDPOINT"])


def invalidate(reference, path, distribution="Dist"):
    return client.create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": [path]}, "CallerReference": reference},
    )["Invalidation"]


def error(*arguments):
    try:
        invalidate(*arguments)
    except ClientError as problem:
        return problem.response["Error"]["Code"]


first = invalidate("1", "/*")
again = invalidate("1", "/*")
invalidate("2", "/a")
invalidate("3", "/b?x=1&y=2")
got = client.get_invalidation(DistributionId="Dist", Id=first["Id"])["Invalidation"]
pages = client.get_paginator("list_invalidations").paginate(DistributionId="Dist", PaginationConfig={"PageSize": 1})
config = client.get_distribution_config(Id="Dist")["DistributionConfig"]
print(json.dumps({
    "status": first["Status"],
    "got": got["Status"],
    "same": "true" if again["Id"] == first["Id"] else "false",
    "errors": [error("4", "/*", "EGONE"), error("5", "a"), error("1", "/other")],
    "origin": config["DefaultCacheBehavior"]["TargetOriginId"],
    "pages": sum(1 for _ in pages),
}))
