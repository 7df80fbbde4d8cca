"""Addresses of the quality review."""

from django.urls import path

from huimin.web.quality import views

PREFIX = "quality/"
app_name = "quality"
urlpatterns = [
    path("", views.start, name="start"),
    path("make", views.make, name="make"),
    path("jobs/<int:number>", views.job, name="job"),
    path("<slug:name>/", views.show, name="review"),
    path("<slug:name>/signs/<int:number>", views.sign, name="sign"),
    path("<slug:name>/signs/<int:number>/ask", views.ask, name="ask"),
    path("<slug:name>/signs/<int:number>/answer", views.answer, name="answer"),
]
