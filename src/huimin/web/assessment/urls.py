"""Addresses of the assessment."""

from django.urls import path

from huimin.web.assessment import explaining, mapping, replies, scorecards, views

PREFIX = "assess/"
app_name = "assessment"
_RUN, _AREA = "run/<str:run>", "run/<str:run>/area/<area:key>"
urlpatterns = [
    # First, because they are asked for most.
    path(f"{_AREA}.json", scorecards.data, name="data"),
    path(_AREA, scorecards.scorecard, name="scorecard"),
    path("", views.start, name="start"),
    path("begin", views.begin, name="begin"),
    path("job/<int:number>", views.job, name="job"),
    path("job/<int:number>.json", views.job_state, name="job-state"),
    path(_RUN, views.run, name="run"),
    path(f"{_RUN}/map", mapping.scores, name="map"),
    path(f"{_RUN}/open", views.open_run, name="open"),
    path(f"{_RUN}/publish", views.publish, name="publish"),
    path(f"{_RUN}/check", views.check, name="check"),
    path(f"{_RUN}/since/<str:before>", views.since, name="since"),
    path(f"{_RUN}/replies", replies.listed, name="replies"),
    path(f"{_AREA}/reply", replies.reply, name="reply"),
    path(f"{_AREA}/consent", replies.consent, name="consent"),
    path(f"{_AREA}/item/<area:item>", explaining.why, name="why"),
    path(f"{_AREA}/item/<area:item>/leaf/<int:leaf>/<area:where>", explaining.below, name="below"),
    path("reply/<int:number>/answer", replies.answer, name="answer"),
]
