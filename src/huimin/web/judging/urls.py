"""Addresses of judging."""

from django.urls import path

from huimin.web.judging import rounds, views

PREFIX = "judging/"
app_name = "judging"
urlpatterns = [
    path("", views.start, name="start"),
    path("new", rounds.new, name="new"),
    path("work", views.work, name="work"),
    path("<int:number>", rounds.show, name="round"),
    path("<int:number>/enter", rounds.enter, name="enter"),
    path("<int:number>/area/<area:key>", views.area, name="area"),
    path("<int:number>/area/<area:key>/send", views.send, name="send"),
    path("case/<int:number>/attach", views.attach, name="attach"),
    path("case/<int:number>/judge", rounds.assign, name="assign"),
    path("evidence/<int:number>/withdraw", views.withdraw, name="withdraw"),
    path("seat/<int:number>", views.seat, name="seat"),
]
