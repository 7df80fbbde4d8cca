"""Addresses of the inbox of findings."""

from django.urls import path

from huimin.web.findings import views

PREFIX = "findings/"
app_name = "findings"
urlpatterns = [
    path("", views.start, name="start"),
    path("check", views.check, name="check"),
    path("<int:number>", views.case, name="case"),
    path("<int:number>/<str:act>", views.act, name="act"),
]
