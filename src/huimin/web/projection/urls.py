"""Addresses of the population projection."""

from django.urls import path

from huimin.web.projection import views

PREFIX = "projection/"
app_name = "projection"
urlpatterns = [
    path("", views.start, name="start"),
    path("<area:key>", views.show, name="show"),
    path("<area:key>/projection.csv", views.download, {"ending": ".csv"}, name="csv"),
    path("<area:key>/projection.xlsx", views.download, {"ending": ".xlsx"}, name="xlsx"),
]
