"""The Django application of budgets."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class BudgetConfig(AppConfig):
    """What benefits cost by area and level, a change of rules tried, the coming years."""

    name = "huimin.web.budget"
    label = "budget"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("budget.title", "budget:start", (Act.READ,), 49, "families"),)
