"""Addresses of the definitions."""

from django.urls import path

from huimin.web.definitions import browsing, proposing, tree

PREFIX = "definitions/"
app_name = "definitions"
urlpatterns = [
    path("", browsing.start, name="start"),
    path("areas", tree.areas, name="areas"),
    path("files", browsing.files, name="files"),
    path("file/<path:name>", browsing.file, name="file"),
    path("edit/<path:name>", proposing.edit, name="edit"),
    path("check", proposing.check, name="check"),
    path("propose", proposing.propose, name="propose"),
    path("proposals", proposing.proposals, name="proposals"),
    path("proposal/<int:number>", proposing.proposal, name="proposal"),
    path("proposal/<int:number>/sign", proposing.sign, name="sign"),
    path("proposal/<int:number>/decline", proposing.decline, name="decline"),
    path("proposal/<int:number>/withdraw", proposing.withdraw, name="withdraw"),
    path("<str:part>", browsing.listed, name="listed"),
    path("<str:part>/<str:code>", browsing.one, name="one"),
]
