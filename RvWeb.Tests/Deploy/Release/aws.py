"""AWS for tests: moto, and the CloudFormation types of our stack that moto does not know.

Prints "listening on PORT" once it accepts connections and ends with its standard input's reader, the test.
What moto has (code, CodeSha256, versions, aliases, roles, secrets) is moto's own; what is registered here only has an
identity and the attributes our stack asks for. Beside AWS's API:

  POST /fake/stack/NAME/STATUS     puts a stack into a state that no template brings about
  POST /fake/slow/STACK/N          lets the stack's next update take N questions for its state
  POST /fake/updating/FUNCTION/N   answers the next N questions for the function's state with "InProgress"
"""
import base64
import copy
import json
import sys
import threading
import uuid

from werkzeug.serving import make_server

from moto.awslambda.models import FunctionUrlConfig, LambdaFunction, LambdaVersion, lambda_backends
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend, cloudformation_backends
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.common_models import CloudFormationModel
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.secretsmanager.models import secretsmanager_backends

ACCOUNT = "123456789012"


class Known:
    """A resource with a name and attributes."""

    # moto files a model under the second part of its module's name.
    __module__ = "moto.fake.models"

    def __init__(self, identity, **attributes):
        self.physical_resource_id = identity
        self.attributes = attributes

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, name):
        return self.attributes[name]

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        pass


def register(type_name, create, update=None):
    """Makes CloudFormation know a type; create and update get properties and region."""

    def creator(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        identity, attributes = create(cloudformation_json["Properties"], region_name)
        return cls(identity, **attributes)

    def updater(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        if update:
            update(cloudformation_json["Properties"], region_name)
        return original_resource

    methods = {
        "cloudformation_type": staticmethod(lambda: type_name),
        "create_from_cloudformation_json": classmethod(creator),
        "update_from_cloudformation_json": classmethod(updater),
    }
    # A direct subclass: moto looks at no others. It keeps no reference, the list below does.
    known = {name: value for name, value in vars(Known).items() if name not in ("__dict__", "__weakref__")}
    return type(type_name.replace(":", ""), (CloudFormationModel,), known | methods)


def name_of(function):
    """Of a function given by its name or ARN."""
    return function.split(":function:")[-1].split(":")[0]


def create_alias(properties, region):
    alias = lambda_backends[ACCOUNT][region].create_alias(
        properties["Name"], name_of(properties["FunctionName"]), str(properties["FunctionVersion"]), "", None)
    return alias.arn, {"AliasArn": alias.arn}


def update_alias(properties, region):
    lambda_backends[ACCOUNT][region].update_alias(
        properties["Name"], name_of(properties["FunctionName"]), str(properties["FunctionVersion"]), None, None)


def create_url(properties, region):
    function = lambda_backends[ACCOUNT][region].get_function(name_of(properties["TargetFunctionArn"]))
    function.url_config = FunctionUrlConfig(function, properties)
    return function.function_arn, {"FunctionUrl": function.url_config.url + "/", "FunctionArn": function.function_arn}


def create_secret(properties, region):
    name = "secret-" + uuid.uuid4().hex
    answer = secretsmanager_backends[ACCOUNT][region].create_secret(
        name=name, secret_string=uuid.uuid4().hex, secret_binary=None, description="", tags=[],
        kms_key_id=None, client_request_token=None, replica_regions=[], force_overwrite=False)
    arn = json.loads(answer)["ARN"]
    return arn, {"Id": arn}


def create_distribution(properties, region):
    identity = "E" + uuid.uuid4().hex[:13].upper()
    return identity, {"DomainName": "d" + identity[1:].lower() + ".cloudfront.net", "Id": identity}


def create_named(properties, region):
    identity = str(uuid.uuid4())
    return identity, {"Id": identity, "FunctionARN": "arn:aws:cloudfront::" + ACCOUNT + ":function/" + identity}


TYPES = [
    register("AWS::Lambda::Alias", create_alias, update_alias),
    register("AWS::Lambda::Url", create_url),
    register("AWS::SecretsManager::Secret", create_secret),
    register("AWS::CloudFront::Distribution", create_distribution),
] + [
    register("AWS::CloudFront::" + name, create_named)
    for name in ("CachePolicy", "OriginRequestPolicy", "ResponseHeadersPolicy", "OriginAccessControl", "Function")
]


def teach_versions():
    """A version's number, and the function's settings that moto's CloudFormation passes over."""
    LambdaVersion.has_cfn_attr = classmethod(lambda cls, attr: attr == "Version")
    LambdaVersion.get_cfn_attribute = lambda self, name: str(self.version)
    LambdaVersion.physical_resource_id = property(lambda self: f"version-{self.version}-{id(self)}")

    created = LambdaFunction.create_from_cloudformation_json.__func__
    updated = LambdaFunction.update_from_cloudformation_json.__func__

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        function = created(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        function.architectures = cloudformation_json["Properties"].get("Architectures", ["x86_64"])
        return function

    def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties = cloudformation_json["Properties"]
        if "ZipFile" in properties["Code"]:
            archive = cls._create_zipfile_from_plaintext_code(properties["Code"]["ZipFile"])
            properties["Code"] = {"ZipFile": base64.b64encode(archive)}
        original_resource.architectures = properties.get("Architectures", ["x86_64"])
        return updated(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name)

    LambdaFunction.create_from_cloudformation_json = classmethod(create)
    LambdaFunction.update_from_cloudformation_json = classmethod(update)


def teach_stacks():
    """What the CDK CLI and our verbs need to hear from CloudFormation in AWS's words."""
    execute = CloudFormationBackend.execute_change_set
    events = CloudFormationBackend.describe_stack_events

    # moto notices an update without a change only if the stack has parameters.
    def must_differ(self, incoming_params, stack_body, old_stack):
        if old_stack.template == stack_body:
            raise ValidationError(old_stack.name, message="No updates are to be performed.")

    # It reads outputs and exports before a change set has brought the template.
    def execute_change_set(self, change_set_name, stack_name=None):
        execute(self, change_set_name, stack_name)
        for stack in self.stacks.values():
            stack._parse_template()
            stack.output_map = stack._create_output_map()
            self.exports.update({export.name: export for export in stack.exports})

    # The CDK CLI knows by these words that a stack it deletes is gone.
    def describe_stack_events(self, stack_name):
        try:
            return events(self, stack_name)
        except ValidationError:
            raise ValidationError(message=f"Stack [{stack_name}] does not exist")

    CloudFormationResponse._validate_different_update = must_differ
    CloudFormationBackend.execute_change_set = execute_change_set
    CloudFormationBackend.describe_stack_events = describe_stack_events


SLOW = {}
MOVING = {}


def teach_slow_stacks():
    """An update takes its time where a test says so: moto's is done before it has answered."""
    update = CloudFormationBackend.update_stack
    describe = CloudFormationBackend.describe_stacks

    def update_stack(self, name, *args, **kwargs):
        answer = update(self, name, *args, **kwargs)
        MOVING[name] = SLOW.pop(name, 0)
        return answer

    def describe_stacks(self, name_or_stack_id):
        stacks = describe(self, name_or_stack_id)
        for i, stack in enumerate(stacks):
            if MOVING.get(stack.name, 0) > 0:
                MOVING[stack.name] -= 1
                stacks[i] = stack = copy.copy(stack)
                stack.status = "UPDATE_IN_PROGRESS"
        return stacks

    CloudFormationBackend.update_stack = update_stack
    CloudFormationBackend.describe_stacks = describe_stacks


UPDATING = {}


def teach_states():
    """An update takes its time where a test says so; UpdateFunctionCode may change the architecture, as in AWS."""
    configuration = LambdaFunction.get_configuration
    set_code = LambdaFunction._set_function_code

    def get_configuration(self, on_create=False):
        answer = configuration(self, on_create)
        if UPDATING.get(self.function_name, 0) > 0:
            UPDATING[self.function_name] -= 1
            answer["LastUpdateStatus"] = "InProgress"
        return answer

    def set_function_code(self, updated_spec):
        set_code(self, updated_spec)
        if updated_spec is not self.code and updated_spec.get("Architectures"):
            self.architectures = updated_spec["Architectures"]

    LambdaFunction.get_configuration = get_configuration
    LambdaFunction._set_function_code = set_function_code


class Serialized:
    """moto was not written for threads; clients that keep connections open need them."""

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        with self.lock:
            if path.startswith("/fake/"):
                change(*path.split("/")[2:])
                start_response("204 No Content", [])
                return [b""]
            return list(self.application(environ, start_response))


def change(what, name, value):
    if what == "stack":
        cloudformation_backends[ACCOUNT]["us-east-1"].get_stack(name).status = value
    elif what == "slow":
        SLOW[name] = int(value)
    elif what == "updating":
        UPDATING[name] = int(value)
    else:
        raise ValueError(what)


def main():
    teach_versions()
    teach_stacks()
    teach_slow_stacks()
    teach_states()
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, Serialized(application), threaded=True)
    print("listening on", server.port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
