"""Translate: gather what is to be translated, bring the translation files up to date, say how far they are."""

from briefs.translate.data import data_messages
from briefs.translate.extract import extract_messages
from briefs.translate.locale_files import catalogue_path, locale_status, read_catalogues, update_locale
from briefs.translate.merge import messages_for
from briefs.translate.po import write_po
from briefs.translate.program import program_messages
from briefs.translate.status import CatalogueStatus, measure_catalogue, status_table
from briefs.translate.template import SHARED_LANGUAGE, template_messages
from briefs.translate.update import PrintedForm, update_catalogue

__all__ = [
    "SHARED_LANGUAGE",
    "CatalogueStatus",
    "PrintedForm",
    "catalogue_path",
    "data_messages",
    "extract_messages",
    "locale_status",
    "measure_catalogue",
    "messages_for",
    "program_messages",
    "read_catalogues",
    "status_table",
    "template_messages",
    "update_catalogue",
    "update_locale",
    "write_po",
]
