"""Addresses of reconciliation. None of them takes a name, a number of a record or any other words to look for."""

from django.urls import path

from huimin.web.reconciliation import collecting, reading, results, views

PREFIX = "reconciliation/"
app_name = "reconciliation"
_REVIEW = "<int:number>/review/<int:left>-<int:right>"
urlpatterns = [
    path("", views.start, name="start"),
    path("new", collecting.new, name="new"),
    path("<int:number>", views.show, name="show"),
    path("<int:number>/lists/<int:at>", collecting.upload, name="upload"),
    path("<int:number>/lists/<int:at>/columns", collecting.columns, name="columns"),
    path("<int:number>/start", collecting.begin, name="begin"),
    path("<int:number>/state", views.state, name="state"),
    path("<int:number>/report", results.report, name="report"),
    path("<int:number>/files/<str:name>", results.file, name="file"),
    path("<int:number>/remove", results.remove, name="remove"),
    path(_REVIEW, reading.review, name="review"),
    path(f"{_REVIEW}/sit", reading.sit, name="sit"),
    path(f"{_REVIEW}/read", reading.read, name="read"),
    path(f"{_REVIEW}/answer", reading.answer, name="answer"),
    path(f"{_REVIEW}/undo", reading.undo, name="undo"),
]
