"""The address of the page: one for all its steps, so that no address tells what somebody asked about."""

from django.urls import path

from huimin.web.entitled import views

PREFIX = "entitled/"
app_name = "entitled"
urlpatterns = [path("", views.start, name="start")]
