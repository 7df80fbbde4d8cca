"""Addresses of the screen for the log."""

from django.urls import path

from huimin.web.auditing import views

PREFIX = "log/"
app_name = "auditing"
urlpatterns = [
    path("", views.start, name="start"),
    path("download", views.download, name="download"),
    path("chain", views.chain, name="chain"),
]
