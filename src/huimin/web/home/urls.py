"""Addresses of the first page."""

from django.urls import path

from huimin.web.home import views

PREFIX = ""
app_name = "home"
urlpatterns = [path("", views.home, name="home")]
