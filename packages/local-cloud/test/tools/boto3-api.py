"""The API of this folder by boto3, call by call. Usage: boto3-api.py (create | change | remove) GREETING"""
import io
import json
import pathlib
import sys
import zipfile

import boto3

NAME = "tools-boto3"
ACTION, GREETING = sys.argv[1:]
apigateway, functions, iam = (boto3.client(name) for name in ("apigateway", "lambda", "iam"))
account = boto3.client("sts").get_caller_identity()["Account"]
region = apigateway.meta.region_name


def allow(service):
    principal = {"Service": f"{service}.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def make_function(name, role):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.js", (pathlib.Path(__file__).parent / name / "index.js").read_text())
    made = functions.create_function(
        FunctionName=f"{NAME}-{name}",
        Runtime="nodejs24.x",
        Handler="index.handler",
        Role=role,
        Code={"ZipFile": archive.getvalue()},
    )
    functions.get_waiter("function_active_v2").wait(FunctionName=made["FunctionName"])
    functions.add_permission(
        FunctionName=made["FunctionName"],
        StatementId="api",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    return f"arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{made['FunctionArn']}/invocations"


def create():
    role = iam.create_role(RoleName=NAME, AssumeRolePolicyDocument=allow("lambda"))["Role"]["Arn"]
    hello, gatekeeper = make_function("hello", role), make_function("gatekeeper", role)
    api = apigateway.create_rest_api(name=NAME)["id"]
    root = apigateway.get_resources(restApiId=api)["items"][0]["id"]

    def method(path, verb, uri=None, **settings):
        known = {item["path"]: item["id"] for item in apigateway.get_resources(restApiId=api)["items"]}
        resource = known.get(f"/{path}") or apigateway.create_resource(restApiId=api, parentId=root, pathPart=path)["id"]
        place = {"restApiId": api, "resourceId": resource, "httpMethod": verb}
        apigateway.put_method(**place, **{"authorizationType": "NONE", **settings})
        if uri:
            apigateway.put_integration(**place, type="AWS_PROXY", integrationHttpMethod="POST", uri=uri)
        return place

    def mock(place, headers, template):
        apigateway.put_integration(**place, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
        declared = {f"method.response.header.{name}": False for name in headers}
        apigateway.put_method_response(**place, statusCode="200", responseParameters=declared)
        values = {f"method.response.header.{name}": f"'{value}'" for name, value in headers.items()}
        templates = {"application/json": template}
        apigateway.put_integration_response(
            **place, statusCode="200", responseParameters=values, responseTemplates=templates
        )

    method("hello", "GET", hello)
    cors = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET,OPTIONS"}
    mock(method("hello", "OPTIONS"), cors, "")
    mock(method("mapped", "GET"), {}, greeting())
    schema = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
    apigateway.create_model(restApiId=api, name="Note", contentType="application/json", schema=json.dumps(schema))
    validator = apigateway.create_request_validator(restApiId=api, name="body", validateRequestBody=True)["id"]
    method("notes", "POST", hello, requestModels={"application/json": "Note"}, requestValidatorId=validator)
    authorizer = apigateway.create_authorizer(
        restApiId=api,
        name="gatekeeper",
        type="TOKEN",
        authorizerUri=gatekeeper,
        identitySource="method.request.header.Authorization",
    )["id"]
    method("guarded", "GET", hello, authorizationType="CUSTOM", authorizerId=authorizer)
    method("metered", "GET", hello, apiKeyRequired=True)
    apigateway.create_deployment(restApiId=api, stageName="dev")
    plan = apigateway.create_usage_plan(name=NAME, apiStages=[{"apiId": api, "stage": "dev"}])["id"]
    key = apigateway.create_api_key(name=NAME, value="key-of-boto3-in-twenty-letters", enabled=True)["id"]
    apigateway.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType="API_KEY")


def greeting():
    return f'{{"{GREETING}":"$input.params(\'name\')"}}'


def named(items):
    return next(item["id"] for item in items if item["name"] == NAME)


def change():
    api = named(apigateway.get_rest_apis()["items"])
    resources = apigateway.get_resources(restApiId=api)["items"]
    mapped = next(item["id"] for item in resources if item["path"] == "/mapped")
    operation = {"op": "replace", "path": "/responseTemplates/application~1json", "value": greeting()}
    apigateway.update_integration_response(
        restApiId=api, resourceId=mapped, httpMethod="GET", statusCode="200", patchOperations=[operation]
    )
    apigateway.create_deployment(restApiId=api, stageName="dev")


def remove():
    api = named(apigateway.get_rest_apis()["items"])
    plan = named(apigateway.get_usage_plans()["items"])
    remove_stage = {"op": "remove", "path": "/apiStages", "value": f"{api}:dev"}
    apigateway.update_usage_plan(usagePlanId=plan, patchOperations=[remove_stage])
    apigateway.delete_usage_plan(usagePlanId=plan)
    apigateway.delete_api_key(apiKey=named(apigateway.get_api_keys()["items"]))
    apigateway.delete_rest_api(restApiId=api)
    for name in ("hello", "gatekeeper"):
        functions.delete_function(FunctionName=f"{NAME}-{name}")
    iam.delete_role(RoleName=NAME)


{"create": create, "change": change, "remove": remove}[ACTION]()
