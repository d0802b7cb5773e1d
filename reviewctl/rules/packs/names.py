"""The codes for a word that a pack uses and nobody declared."""

from reviewctl.model.codes import declare

TWICE = declare("POL014", "id-used-twice", "error")
NO_STEP = declare("POL015", "needed-step-unknown", "error")
NO_ROLE = declare("POL018", "role-not-declared", "error")
NO_SECTOR = declare("POL019", "sector-not-declared", "error")
NO_COLLECTION = declare("POL020", "collection-not-known", "error")
NO_CRITERION = declare("POL021", "criterion-not-declared", "error")
NO_DOCUMENT = declare("POL022", "document-not-known", "error")
NO_STAGE = declare("POL023", "stage-not-declared", "error")
NO_METHOD = declare("POL024", "method-not-declared", "error")
NO_MINIMUM = declare("POL026", "minimum-not-a-field", "error")
NO_AGREEMENT = declare("POL036", "agreement-not-declared", "error")
