"""Addresses of review."""

from django.urls import path

from huimin.web.review import views
from huimin.web.review.views import completeness, lists, reports

PREFIX = "review/"
app_name = "review"
urlpatterns = [
    path("", views.start, name="start"),
    path("completeness", completeness.completeness, name="completeness"),
    path("completeness/remind", completeness.remind, name="remind"),
    path("completeness/phone.csv", completeness.phone_list, name="phone-list"),
    path("report/<str:form>/<period:period>/<area:key>", reports.report, name="report"),
    path("report/<str:form>/<period:period>/<area:key>/decide", reports.decide, name="decide"),
    path("<str:form>/<period:period>/<area:key>", lists.area, name="area"),
    path("<str:form>/<period:period>/<area:key>/accept", lists.accept, name="accept"),
]
