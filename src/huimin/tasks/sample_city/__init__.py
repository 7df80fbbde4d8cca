"""The sample city 惠民示范市: an invented city with known truth and planted faults, made from a seed."""

from huimin.tasks.sample_city.city import City, make_city
from huimin.tasks.sample_city.files import FormFigures, PlannedFile
from huimin.tasks.sample_city.places import Places, make_places
from huimin.tasks.sample_city.planting import PlantedFault
from huimin.tasks.sample_city.settings import PACK_FILES, Settings, read_settings

__all__ = [
    "PACK_FILES",
    "City",
    "FormFigures",
    "Places",
    "PlannedFile",
    "PlantedFault",
    "Settings",
    "make_city",
    "make_places",
    "read_settings",
]
