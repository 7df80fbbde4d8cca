"""Addresses of verification."""

from django.urls import path

from huimin.web.verification import planning, registration, rounds, sending, visits

PREFIX = "verification/"
app_name = "verification"
urlpatterns = [
    path("", rounds.start, name="start"),
    path("plan", planning.plan, name="plan"),
    path("rounds/<slug:code>", rounds.show, name="round"),
    path("rounds/<slug:code>/check", rounds.check, name="check"),
    path("rounds/<slug:code>/files/<str:name>", rounds.file, name="file"),
    path("rounds/<slug:code>/workbooks.zip", rounds.workbooks, name="workbooks"),
    path("rounds/<slug:code>/freeze", sending.freeze, name="freeze"),
    path("rounds/<slug:code>/draw", sending.draw, name="draw"),
    path("rounds/<slug:code>/sheets", sending.sheets, name="sheets"),
    path("rounds/<slug:code>/estimate", sending.estimate, name="estimate"),
    path("rounds/<slug:code>/adopt", sending.adopt, name="adopt"),
    path("visits", visits.start, name="visits"),
    path("visits/plan", visits.make, name="visits-plan"),
    path("visits/<period:month>", visits.month, name="month"),
    path("registration", registration.registration, name="registration"),
]
