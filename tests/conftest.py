"""What all tests share."""

import os
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = [
    "postgres_server",
    "store_fixtures",
    "workspace_fixtures",
    "site_fixtures",
    "browser_fixtures",
    "account_fixtures",
    "claims_fixtures",
]

# The same examples on every machine; HUIMIN_EXAMPLES=1000 looks further.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    max_examples=int(os.environ.get("HUIMIN_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

# HUIMIN_LOT=another draws other sites, judges and pairs: what the tests say must hold for those too.
LOT = sha256(os.environ.get("HUIMIN_LOT", "house").encode()).hexdigest()


@pytest.fixture(autouse=True, scope="session")
def the_same_lots():
    """Whatever the product draws by lot in this process, the tests draw it the same on every machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("huimin.wiring.lots.sealed_seed", lambda: LOT)
        patch.setattr("huimin.wiring.lots.number", lambda: int(LOT[:7], 16))
        # Tokens of forms without digits and vowels: a test that no page shows "81" or "nan" meets none by chance.
        patch.setattr("django.middleware.csrf.CSRF_ALLOWED_CHARS", "BCDFGHJKLMPQRSTVWXZ")
        yield
