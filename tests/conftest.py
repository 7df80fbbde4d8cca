"""What all tests share."""

import os

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
