"""Addresses of the accounts."""

from django.urls import path

from huimin.web.accounts import views

PREFIX = ""
app_name = "accounts"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("language", views.language, name="language"),
]
