"""What a run of Schemathesis takes from the test that began it: tokens, real ids and bodies; and what it tells that test: every answer."""

import json
import os
import threading
import uuid

import requests
import schemathesis
from schemathesis.core.parameters import ParameterLocation

FIXTURES = os.environ["JARI_FIXTURES"]
ANSWERS = open(os.environ["JARI_ANSWERS"], "a", encoding="utf-8")
LOCK = threading.Lock()
LOCAL = threading.local()
ISSUED = set()


def ask(path, question):
    if not hasattr(LOCAL, "session"):
        LOCAL.session = requests.Session()
    answer = LOCAL.session.post(f"{FIXTURES}{path}", json=question, timeout=60)
    answer.raise_for_status()
    return answer.json()


def operation_id(case):
    return case.operation.definition.raw["operationId"]


@schemathesis.auth(cache_by_key=lambda case, context: operation_id(case))
class Tokens:
    def get(self, case, context):
        return ask("/token", {"operation": operation_id(case)})["token"]

    def set(self, case, data, context):
        if data:
            case.headers["Authorization"] = f"Bearer {data}"
            with LOCK:
                ISSUED.add(f"Bearer {data}")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts real ids and bodies in place of generated ones, where those are meant to be right; what is meant to be wrong stays so."""
    meta = case.meta
    if meta is None:
        return
    wrong = {place for place, info in meta.components.items() if info.mode.is_negative}
    question = {"operation": operation_id(case), "path": [], "body": None}
    if ParameterLocation.PATH not in wrong and meta.phase.name.value != "stateful":
        question["path"] = list(case.path_parameters or {})
    has_body = ParameterLocation.BODY in meta.components and ParameterLocation.BODY not in wrong and isinstance(case.body, (dict, list))
    if has_body:
        question["body"] = case.body
    if question["path"] or has_body:
        answer = ask("/real", question)
        for name, value in answer["path"].items():
            case.path_parameters[name] = value
        if has_body and answer["body"] != case.body:
            case.body = answer["body"]
    # a key that was used before for something else is a fault of another kind
    if ParameterLocation.HEADER not in wrong and case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


@schemathesis.hook
def after_call(context, case, response):
    meta = case.meta
    if meta is None or case.method.upper() != case.operation.method.upper():
        return
    # without the credentials that it was given, a request was meant to be refused before anything else is looked at
    sent = response.request.headers.get("Authorization")
    line = {"operation": operation_id(case), "status": response.status_code, "phase": meta.phase.name.value, "negative": meta.generation.mode.is_negative, "admitted": not case.operation.definition.raw.get("security") or sent in ISSUED}
    with LOCK:
        ANSWERS.write(json.dumps(line) + "\n")
        ANSWERS.flush()
