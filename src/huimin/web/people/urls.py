"""Addresses of the screen for accounts and roles."""

from django.urls import path

from huimin.web.people import changes, views

PREFIX = "people/"
app_name = "people"
urlpatterns = [
    path("", views.start, name="start"),
    path("new", views.new, name="new"),
    path("import", views.bring_in, name="import"),
    path("<int:number>", views.person, name="person"),
    path("<int:number>/details", changes.details, name="details"),
    path("<int:number>/roles", changes.give_role, name="give-role"),
    path("<int:number>/roles/<int:grant>/end", changes.end_role, name="end-role"),
    path("<int:number>/password", changes.new_password, name="password"),
    path("<int:number>/second-factor", changes.reset_second_factor, name="second-factor"),
    path("<int:number>/sessions", changes.end_sessions, name="sessions"),
    path("<int:number>/close", changes.close, name="close"),
    path("<int:number>/reopen", changes.reopen, name="reopen"),
]
