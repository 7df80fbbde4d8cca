"""Addresses of the indicators."""

from django.urls import path

from huimin.web.indicators import views, why

PREFIX = "indicators/"
app_name = "indicators"
urlpatterns = [
    path("", views.start, name="start"),
    path("boundaries/<slug:level>.json", views.boundaries, name="boundaries"),
    path("<slug:code>/", views.indicator, name="indicator"),
    path("<slug:code>/pin", views.pin, name="pin"),
    path("<slug:code>/file.<str:kind>", views.file, name="file"),
    path("<slug:code>/why", why.why, name="why"),
    path("<slug:code>/why/<int:number>", why.figure, name="figure"),
]
