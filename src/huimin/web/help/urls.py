"""Addresses of the help."""

from django.urls import path

from huimin.web.help import views

PREFIX = "help/"
app_name = "help"
urlpatterns = [path("", views.start, name="start")]
