from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('confidentiality', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='renewal_days',
            field=models.PositiveSmallIntegerField(default=365),
        ),
        migrations.AddField(
            model_name='signature',
            name='on_paper',
            field=models.BooleanField(default=False),
        ),
    ]
