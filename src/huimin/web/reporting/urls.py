"""Addresses of reporting."""

from django.urls import path

from huimin.web.reporting import fill_in, views

PREFIX = "report/"
app_name = "reporting"
urlpatterns = [
    path("", views.start, name="start"),
    path("upload", views.upload, name="upload"),
    path("receipts", views.receipts, name="receipts"),
    path("receipt/<int:number>", views.receipt, name="receipt"),
    path("receipt/<int:number>/file", views.sent_file, name="sent-file"),
    path("template/<str:form>/<period:period>/<area:key>", views.template, name="template"),
    path("<str:form>/<period:period>/<area:key>", fill_in.sheet, name="sheet"),
    path("<str:form>/<period:period>/<area:key>/draft", fill_in.draft, name="draft"),
]
