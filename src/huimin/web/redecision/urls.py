"""Addresses of sampled re-decision."""

from django.urls import path

from huimin.web.redecision import deciding, views

PREFIX = "redecision/"
app_name = "redecision"
urlpatterns = [
    path("", views.start, name="start"),
    path("begin", views.begin, name="begin"),
    path("rounds/<int:number>", views.show, name="round"),
    path("rounds/<int:number>/draw", views.draw, name="draw"),
    path("rounds/<int:number>/<slug:what>.csv", views.file, name="file"),
    path("decide/<int:number>", deciding.decide, name="decide"),
    path("decide/<int:number>/papers/<int:paper>", deciding.paper, name="paper"),
]
