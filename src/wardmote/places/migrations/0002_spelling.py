import django.db.models.deletion
import uuid
import wardmote.register.rules
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=wardmote.register.rules.short_reference, editable=False, max_length=8, unique=True)),
                ('marking', models.CharField(choices=[('public', 'Public'), ('panel', 'Panel'), ('confidential', 'Confidential'), ('restricted', 'Restricted')], default='panel', max_length=12)),
                ('recorded_at', models.DateTimeField()),
                ('words', models.CharField(max_length=120)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spellings', to='places.place')),
            ],
            options={
                'ordering': ['recorded_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('marking__in', ['public', 'panel', 'confidential', 'restricted'])), name='places_spelling_marking_is_known'), models.UniqueConstraint(fields=('place', 'words'), name='one_spelling_of_a_place')],
            },
        ),
    ]
