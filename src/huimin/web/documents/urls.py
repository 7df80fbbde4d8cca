"""Addresses of official documents."""

from django.urls import path

from huimin.web.documents import moves, public, templates, views

PREFIX = "documents/"
app_name = "documents"
urlpatterns = [
    path("", views.start, name="start"),
    path("list", views.listed, name="list"),
    path("make", moves.begin, name="make"),
    path("issue", moves.issue_all, name="issue-all"),
    path("making/<int:number>", moves.progress, name="making"),
    path("making/<int:number>.json", moves.progress_state, name="making-state"),
    path("public", public.start, name="public"),
    path("public/begin", public.begin, name="public-begin"),
    path("templates", templates.kinds, name="templates"),
    path("templates/<str:kind>", templates.kind, name="template"),
    path("<int:number>", views.show, name="paper"),
    path("<int:number>/edit", moves.edit, name="edit"),
    path("<int:number>/move", moves.move, name="move"),
    path("<int:number>/<str:name>", views.download, name="file"),
]
