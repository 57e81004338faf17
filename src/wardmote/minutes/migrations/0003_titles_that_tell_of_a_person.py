from collections import defaultdict

from django.db import migrations

from wardmote.minutes.rules import marking_of_matter
from wardmote.register.reads import opened
from wardmote.register.rules import strictest


def close_what_tells_of_a_person(apps, schema_editor):
    """A matter that was titled from a heading began at the panel's marking, whatever its title said."""
    Matter, Paragraph = apps.get_model('minutes', 'Matter'), apps.get_model('minutes', 'Paragraph')
    alias = schema_editor.connection.alias
    closed = Paragraph.objects.using(alias).filter(matter__isnull=False, item__isnull=False).select_related('item')
    headings = defaultdict(set)
    for paragraph in closed.exclude(item__marking__in=['public', 'panel']):
        headings[paragraph.matter_id].add((opened(paragraph.item, 'title'), paragraph.item.marking))
    for matter in Matter.objects.using(alias).all():
        begins = marking_of_matter(opened(matter, 'title'), headings[matter.pk])
        marking = strictest(matter.marking, begins)
        if marking != matter.marking:
            matter.marking = marking
            matter.save(update_fields=['marking'])


class Migration(migrations.Migration):

    dependencies = [
        ('minutes', '0002_review'),
    ]

    operations = [
        migrations.RunPython(close_what_tells_of_a_person, migrations.RunPython.noop),
    ]
