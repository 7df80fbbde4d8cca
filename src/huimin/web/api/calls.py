"""The API itself: its answers to what goes wrong, its document, and all calls put together."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from huimin.findings import Finding, Invalid, Severity
from huimin.web.api import agreed, figures, results, submissions
from huimin.web.api.door import Refusal, plain, refuse
from huimin.web.base.access import open_to_all

VERSION = "1"
ABOUT = (
    "Everything the pages of huimin can read, and sending workbooks. Every call carries a token: "
    "Authorization: Bearer <token>. A token never does more than its person may do today. "
    "What is not open to it answers 404, as if it were not there."
)
api = NinjaAPI(
    title="huimin", version=VERSION, description=ABOUT, docs_url=None, openapi_url=None, urls_namespace="calls"
)
for router in (agreed.router, figures.router, results.router, submissions.router):
    api.add_router("", router)


def _answer(refusal: Refusal) -> HttpResponse:
    response = JsonResponse({"errors": [plain(finding) for finding in refusal.findings]}, status=refusal.status,
                            json_dumps_params={"ensure_ascii": False})  # fmt: skip
    if refusal.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="huimin"'
    return response


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, problem: Refusal) -> HttpResponse:
    return _answer(problem)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, problem: Exception) -> HttpResponse:
    return _answer(refuse(401, "api-no-token"))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, problem: Exception) -> HttpResponse:
    return _answer(refuse(404, "api-not-found"))


@api.exception_handler(Invalid)
def _invalid(request: HttpRequest, problem: Invalid) -> HttpResponse:
    return _answer(Refusal(400, problem.findings))


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    found = [Finding("api-parameter", Severity.ERROR, facts={"name": str(one["loc"][-1]), "reason": str(one["msg"])})
             for one in problem.errors]  # fmt: skip
    return _answer(Refusal(400, found))


@api.exception_handler(HttpError)
def _of_ninja(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return _answer(refuse(problem.status_code, "api-parameter", name="-", reason=str(problem)))


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    text = json.dumps(api.get_openapi_schema(path_prefix="/api/"))
    made: dict[str, Any] = json.loads(text.replace("``", "`"))  # as readers of Markdown know it
    return made


@open_to_all
@require_safe
def openapi(request: Any) -> HttpResponse:
    """The OpenAPI document. It says what calls there are, and nothing about what they answer here."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@open_to_all
def nothing(request: Any, rest: str) -> HttpResponse:
    """Any other address below the API."""
    return _answer(refuse(404, "api-not-found"))


nothing.csrf_exempt = True  # it does nothing, and says so to whoever asks
