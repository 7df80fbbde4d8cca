"""Addresses of budgets."""

from django.urls import path

from huimin.web.budget import trials, views

PREFIX = "budget/"
app_name = "budget"
urlpatterns = [
    path("", views.start, name="start"),
    path("<area:key>", views.show, name="show"),
    path("<area:key>/years", views.years, name="years"),
    path("<area:key>/years.csv", views.years_file, {"ending": ".csv"}, name="years-csv"),
    path("<area:key>/years.xlsx", views.years_file, {"ending": ".xlsx"}, name="years-xlsx"),
    path("<area:key>/budget.csv", views.download, {"ending": ".csv"}, name="csv"),
    path("<area:key>/budget.xlsx", views.download, {"ending": ".xlsx"}, name="xlsx"),
    path("<area:key>/try/<slug:code>", trials.show, name="try"),
    path("<area:key>/try/<slug:code>/compared.xlsx", trials.download, name="compared"),
]
