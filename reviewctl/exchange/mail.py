"""E-mails out: a draft that Outlook and other programs open to be completed and sent by a person."""

from reviewctl.model.letter import Letter


def mail_of(letter: Letter, text: str, html: str) -> bytes:
    """Return a draft as an .eml file: `X-Unsent: 1` has Outlook open it as one that is yet to be sent.

    It has no sender, no address and no date, for none is known here. The subject line says the reference and,
    of what the letter is about, what stands before the colon: a subject is seen on locked screens. The text
    comes plain and as HTML.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    about = "".join(run.text for run in letter.about).partition(":")[0]
    message["Subject"] = f"{letter.reference}: {about}"
    message["X-Unsent"] = "1"
    message["Sensitivity"] = "Company-Confidential"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_reviewctl_{letter.name}")
    return message.as_bytes()
