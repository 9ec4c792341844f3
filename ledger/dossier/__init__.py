"""The dossier of a deal: what is asked is gathered in `grounds`, told in sections, held in `view`, shown in forms."""
