"""Addresses of the office's claims."""

from django.urls import path

from huimin.web.claims import batch, card, handing, moves, public, searching, taking, worklist

PREFIX = "claims/"
app_name = "claims"
urlpatterns = [
    path("", worklist.start, name="start"),
    path("new", taking.choose, name="choose"),
    path("new/<slug:benefit>", taking.new, name="new"),
    path("batch", batch.batch, name="batch"),
    path("search", searching.search, name="search"),
    path("notices", public.notices, name="notices"),
    path("statistics", public.statistics, name="statistics"),
    path("<slug:claim>", card.show, name="claim"),
    path("<slug:claim>/open", card.open_for, name="open"),
    path("<slug:claim>/receipt", taking.receipt, name="receipt"),
    path("<slug:claim>/code", taking.new_code, name="code"),
    path("<slug:claim>/move", moves.move, name="move"),
    path("<slug:claim>/facts", moves.facts, name="facts"),
    path("<slug:claim>/change", moves.change, name="change"),
    path("<slug:claim>/correct", moves.correct, name="correct"),
    path("<slug:claim>/hand-over", handing.hand_over, name="hand-over"),
    path("<slug:claim>/offer", handing.offer, name="offer"),
    path("<slug:claim>/papers", card.attach, name="attach"),
    path("<slug:claim>/papers/<int:paper>", card.paper, name="paper"),
]
