"""The application that gunicorn serves: the workspace is named by the variable HUIMIN_WORKSPACE."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from huimin.web.base import logs
from huimin.web.settings import configure

configure(Path(os.environ["HUIMIN_WORKSPACE"]))
logs.start()
application = get_wsgi_application()
