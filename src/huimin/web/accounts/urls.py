"""Addresses of the accounts."""

from django.urls import path

from huimin.web.accounts import oidc, own, views

PREFIX = ""
app_name = "accounts"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-in/code", views.code, name="code"),
    path("sign-in/provider", oidc.away, name="oidc"),
    path("sign-in/back", oidc.back, name="oidc-back"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("language", views.language, name="language"),
    path("account", own.account, name="account"),
    path("account/password", own.password, name="password"),
    path("account/second-factor", own.second_factor, name="second-factor"),
    path("account/second-factor/codes", own.recovery_codes, name="recovery-codes"),
    path("account/second-factor/remove", own.remove_second_factor, name="second-factor-remove"),
    path("account/sessions/end", own.end_session, name="session-end"),
]
