"""Addresses of what if."""

from django.urls import path

from huimin.web.what_if import views

PREFIX = "what-if/"
app_name = "what_if"
urlpatterns = [
    path("", views.start, name="start"),
    path("<str:run>", views.show, name="show"),
    path("<str:run>/moves.csv", views.download, name="download"),
]
