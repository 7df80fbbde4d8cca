"""Addresses of the families' pages. None of them holds a receipt code or the number of a claim."""

from django.urls import path

from huimin.web.family import mine, own, telling, views

PREFIX = "family/"
app_name = "family"
urlpatterns = [
    path("", views.start, name="start"),
    path("claim", views.choose, name="choose"),
    path("claim/<slug:benefit>", views.where, name="where"),
    path("claim/<slug:benefit>/<area:key>", views.claim, name="claim"),
    path("receipt", views.receipt, name="receipt"),
    path("mine", mine.show, name="mine"),
    path("mine/leave", mine.leave, name="leave"),
    path("mine/papers", telling.papers, name="papers"),
    path("mine/papers/<int:number>", telling.paper, name="paper"),
    path("mine/correct", telling.correct, name="correct"),
    path("mine/change", telling.change, name="change"),
    path("mine/renew", telling.renew, name="renew"),
    path("mine/appeal", telling.appeal, name="appeal"),
    path("mine/withdraw", telling.withdraw, name="withdraw"),
    path("mine/code", own.new_code, name="code"),
    path("mine/print", own.print_out, name="print"),
    path("mine/export.json", own.export, name="export"),
    path("mine/delete", own.delete, name="delete"),
]
