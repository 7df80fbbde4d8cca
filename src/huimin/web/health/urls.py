"""The address of the health page."""

from django.urls import path

from huimin.web.health import views

PREFIX = "health"
app_name = "health"
urlpatterns = [path("", views.health, name="health")]
