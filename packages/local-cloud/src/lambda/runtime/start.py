"""Runs the handler of a Python function over the HTTP Runtime API.

Usage: python3 start.py, with the environment that Lambda gives a function
(https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
"""

import importlib
import json
import logging
import os
import sys
import time
import traceback
from http.client import HTTPConnection

API = "/2018-06-01/runtime"


class Context:
    """What handlers get as their second argument."""

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = json.loads(headers.get("lambda-runtime-client-context") or "null")
        self.identity = None
        self._deadline = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


class RequestIdFilter(logging.Filter):
    request_id = ""

    def filter(self, record):
        record.aws_request_id = RequestIdFilter.request_id
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a record, in the members of AWS's runtime."""

    # What every record has; the rest was given as `extra`.
    own = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "aws_request_id"}

    def format(self, record):
        error_type, error, trace = record.exc_info or (None, None, None)
        members = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": trace and [as_on_aws(line) for line in traceback.format_tb(trace)],
            "errorType": error_type and error_type.__name__,
            "errorMessage": error and str(error),
            "requestId": record.aws_request_id or None,
            "location": error and as_on_aws(f"{record.pathname}:{record.funcName}:{record.lineno}"),
            **{name: value for name, value in vars(record).items() if name not in self.own},
        }
        return json.dumps({name: value for name, value in members.items() if value is not None}, default=str, ensure_ascii=False)


def as_on_aws(line):
    """There the package is in /var/task."""
    return line.replace(os.environ["LAMBDA_TASK_ROOT"], "/var/task")


def logs_json():
    return os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


def log_as_lambda_does():
    handler = logging.StreamHandler(sys.stdout)
    if logs_json():
        handler.setFormatter(JsonFormatter())
        handler.addFilter(RequestIdFilter())
        logging.addLevelName(5, "TRACE")
        logging.getLogger().addHandler(handler)
        return logging.getLogger().setLevel(os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO"))
    form = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
    formatter = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(RequestIdFilter())
    logging.getLogger().addHandler(handler)


def load_handler():
    """The handler, or the description of why there is none."""
    module_name, _, name = os.environ["_HANDLER"].rpartition(".")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        message = f"Unable to import module '{module_name}': {error}"
        return None, {"errorMessage": message, "errorType": "Runtime.ImportModuleError", "stackTrace": []}
    except SyntaxError as error:
        message = f"Syntax error in module '{module_name}': {error}"
        return None, {"errorMessage": message, "errorType": "Runtime.UserCodeSyntaxError", "stackTrace": []}
    except Exception as error:
        return None, described(error, None)
    handler = getattr(module, name, None)
    if handler is None:
        message = f"Handler '{name}' missing on module '{module_name}'"
        return None, {"errorMessage": message, "errorType": "Runtime.HandlerNotFound", "stackTrace": []}
    return handler, None


def described(error, request_id):
    # Without the frame of this file.
    frames = traceback.extract_tb(error.__traceback__)[1:]
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        **({"requestId": request_id} if request_id else {}),
        "stackTrace": [as_on_aws(line) for line in traceback.format_list(frames)],
    }


def log_error(description):
    if logs_json():
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return print(json.dumps({"timestamp": now, "log_level": "ERROR", **description}))
    trace = "".join(description["stackTrace"])
    print(f"[ERROR] {description['errorType']}: {description['errorMessage']}\nTraceback (most recent call last):\n{trace}")


def post(connection, path, body, error_type=None):
    headers = {"Content-Type": "application/json"}
    if error_type:
        headers["Lambda-Runtime-Function-Error-Type"] = error_type
    connection.request("POST", API + path, body, headers)
    connection.getresponse().read()


def layer_folders():
    root = os.environ.get("LAMBDA_LAYERS_ROOT")
    if root is None:
        return []
    runtime = os.environ["AWS_EXECUTION_ENV"].replace("AWS_Lambda_", "")
    return [f"{root}/python/lib/{runtime}/site-packages", f"{root}/python"]


def main():
    # The folder of this file is first in the list; the function's is in its place, then come its layers.
    sys.path[:1] = [os.environ["LAMBDA_TASK_ROOT"], *layer_folders()]
    log_as_lambda_does()
    connection = HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    handler, failure = load_handler()
    if failure:
        log_error(failure)
        return post(connection, "/init/error", json.dumps(failure), failure["errorType"])
    while True:
        connection.request("GET", API + "/invocation/next")
        response = connection.getresponse()
        event = response.read()
        context = Context(response.headers)
        RequestIdFilter.request_id = context.aws_request_id
        os.environ["_X_AMZN_TRACE_ID"] = response.headers.get("lambda-runtime-trace-id", "")
        path = f"/invocation/{context.aws_request_id}"
        try:
            result = json.dumps(handler(json.loads(event), context))
        except Exception as error:
            failure = described(error, context.aws_request_id)
            log_error(failure)
            post(connection, path + "/error", json.dumps(failure), failure["errorType"])
        else:
            post(connection, path + "/response", result)


main()
