"""Addresses of follow-up."""

from django.urls import path

from huimin.web.follow_up import letters, meetings, notices, views

PREFIX = "follow-up/"
app_name = "follow_up"
urlpatterns = [
    path("", views.start, name="start"),
    path("drafts/<str:run>", notices.drafts, name="drafts"),
    path("notices/new", notices.new, name="new"),
    path("notices/<int:number>", notices.show, name="notice"),
    path("notices/<int:number>/edit", notices.edit, name="edit"),
    path("notices/<int:number>/carry", notices.carry, name="carry"),
    path("notices/<int:number>/receive", notices.receive, name="receive"),
    path("notices/<int:number>/task", notices.add_task, name="add-task"),
    path("tasks", views.tasks, name="tasks"),
    path("tasks/<int:number>", views.task, name="task"),
    path("meeting", meetings.choose, name="meetings"),
    path("meeting/<area:key>", meetings.meeting, name="meeting"),
    path("letters", letters.letters, name="letters"),
    path("letters/<str:scheme>/<period:period>/<area:key>", letters.letter, name="letter"),
]
