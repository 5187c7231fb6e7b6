"""packgen: a council's performance workbook becomes its public and its Part 2 committee papers.

The steps, each a type in and a type out::

    workbook -> ingest -> Observations -> assess -> AssessedScorecard
             -> disclose -> PublicScorecard | RestrictedScorecard
             -> compose -> Document -> render -> bytes -> assemble -> Pack -> verify
"""

__version__ = "0.1.0"
