"""Addresses of payments."""

from django.urls import path

from huimin.web.payments import auditing, books, rolls, totals, views

PREFIX = "payments/"
app_name = "payments"
urlpatterns = [
    path("", views.start, name="start"),
    path("make", views.make, name="make"),
    path("makings/<int:number>", views.making, name="making"),
    path("rolls/<int:number>", rolls.show, name="roll"),
    path("rolls/<int:number>/approve", rolls.approve, name="approve"),
    path("rolls/<int:number>/withdraw", rolls.withdraw, name="withdraw"),
    path("rolls/<int:number>/file", rolls.file, name="file"),
    path("rolls/<int:number>/answer", rolls.answer, name="answer"),
    path("failed", books.failed, name="failed"),
    path("overpaid", books.overpaid, name="overpaid"),
    path("claims", books.find, name="find"),
    path("claims/<str:claim>", books.claim, name="claim"),
    path("claims/<str:claim>/recover", books.recover, name="recover"),
    path("funds", books.funds, name="funds"),
    path("funds/receive", books.receive, name="receive"),
    path("totals", totals.totals, name="totals"),
    path("audit", auditing.audit, name="audit"),
]
