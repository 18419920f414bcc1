<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>S2M2</name>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” is not a file, so it cannot be shown corrected before it is written.</source>
        <translation>« {name} » n&apos;est pas un fichier et ne peut donc pas être montrée corrigée avant d&apos;être écrite.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>“{name}” cannot be shown corrected: {reason}.</source>
        <translation>« {name} » ne peut pas être montrée corrigée : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>{name} (preview)</source>
        <translation>{name} (aperçu)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/compare/preview.py"/>
        <source>a part of it lies outside the domain of the match&apos;s CRS</source>
        <translation>une partie se trouve hors du domaine du SCR de l&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>{percent:.0f} %</source>
        <translation>{percent:.0f} %</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 m</source>
        <translation>CE90 m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>≤ 1 px</source>
        <translation>≤ 1 px</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kind of transform. The one in bold is that of the match.</source>
        <translation>Type de transformation. Celui en gras est celui de l&apos;appariement.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Nine of ten held-out tie points have at most this residual, in metres, with this kind of transform.</source>
        <translation>Neuf points de liaison de contrôle sur dix ont au plus ce résidu, en mètres, avec ce type de transformation.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>CE90 in pixels of the common grid.</source>
        <translation>CE90 en pixels de la grille commune.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Share of the held-out tie points that have a residual of at most one pixel.</source>
        <translation>Part des points de liaison de contrôle dont le résidu est d&apos;un pixel au plus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/candidates_table.py"/>
        <source>Kinds of transforms that were compared</source>
        <translation>Types de transformations qui ont été comparés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>Match…</source>
        <translation>Apparier…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open match…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Check tie points</source>
        <translation>Vérifier les points de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…</source>
        <translation>Modèles…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Settings…</source>
        <translation>Paramètres…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as SAR</source>
        <translation>{name} comme SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/commands.py"/>
        <source>{name} as optical</source>
        <translation>{name} comme optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Compare on the map</source>
        <translation>Comparer sur la carte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Sw&amp;ipe</source>
        <translation>Bala&amp;yer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show one layer left of a line and the other right of it. Drag the line.</source>
        <translation>Montre une couche à gauche d&apos;une ligne et l&apos;autre à droite. Faites glisser la ligne.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Flic&amp;ker</source>
        <translation>Clig&amp;noter</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in turns.</source>
        <translation>Montre les deux couches tour à tour.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>C&amp;heckers</source>
        <translation>Da&amp;mier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Show the two layers in the squares of a checkerboard.</source>
        <translation>Montre les deux couches dans les cases d&apos;un damier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with the reference</source>
        <translation>Corrigée, avec la référence</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>As it is, with the reference</source>
        <translation>Telle quelle, avec la référence</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Corrected, with as it is</source>
        <translation>Corrigée, avec la couche telle quelle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>What is compared</source>
        <translation>Ce qui est comparé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>“Corrected” needs no file: it shows what Correct would write by the method that is chosen there.</source>
        <translation>« Corrigée » ne demande pas de fichier : elle montre ce que Corriger écrirait avec la méthode qui y est choisie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>Drag the line, or press the comma and the full stop.</source>
        <translation>Faites glisser la ligne, ou appuyez sur la virgule et le point.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/compare_panel.py"/>
        <source>The wheel zooms, dragging pans. The space bar shows the layer corrected and as it is. Esc ends.</source>
        <translation>La molette zoome, glisser déplace la carte. La barre d&apos;espace montre la couche corrigée et telle quelle. Échap termine.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, as it is</source>
        <translation>{name}, telle quelle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>{name}, corrected</source>
        <translation>{name}, corrigée</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/comparing.py"/>
        <source>The preview is being prepared…</source>
        <translation>L&apos;aperçu est en préparation…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The transform that the tie points support best.</source>
        <translation>La transformation que les points de liaison soutiennent le mieux.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Shift</source>
        <translation>Translation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Moves the layer as a whole. Pixel values do not change.</source>
        <translation>Déplace toute la couche. Les valeurs des pixels ne changent pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Similarity</source>
        <translation>Similitude</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation and one scale. Pixels are resampled.</source>
        <translation>Translation, rotation et une échelle. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Affine</source>
        <translation>Affine</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Shift, rotation, scale and shear. Pixels are resampled.</source>
        <translation>Translation, rotation, échelle et cisaillement. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Polynomial</source>
        <translation>Polynôme</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>A smooth bend of second order. Pixels are resampled.</source>
        <translation>Une courbure lisse du second degré. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Thin-plate spline</source>
        <translation>Spline de plaque mince</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Follows local distortion, such as relief. Pixels are resampled.</source>
        <translation>Suit une distorsion locale, comme celle du relief. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel for classes and masks, cubic for images.</source>
        <translation>Plus proche pixel pour les classes et les masques, cubique pour les images.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Nearest pixel</source>
        <translation>Plus proche pixel</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Takes values as they are: for classes and masks.</source>
        <translation>Prend les valeurs telles quelles : pour les classes et les masques.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Bilinear</source>
        <translation>Bilinéaire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends four pixels. Values stay within those of their neighbours.</source>
        <translation>Mélange quatre pixels. Les valeurs restent entre celles de leurs voisins.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cubic</source>
        <translation>Cubique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Blends sixteen pixels: the sharpest, for images.</source>
        <translation>Mélange seize pixels : le plus net, pour les images.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Its own, moved</source>
        <translation>Les siens, déplacés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The pixels move with the layer. They lie beside those of the reference.</source>
        <translation>Les pixels se déplacent avec la couche. Ils se trouvent à côté de ceux de la référence.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of the reference</source>
        <translation>Ceux de la référence</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly the reference&apos;s CRS, pixels and extent; resampled.</source>
        <translation>Exactement le SCR, les pixels et l&apos;emprise de la référence ; rééchantillonné.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Those of a layer:</source>
        <translation>Ceux d&apos;une couche :</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Exactly that layer&apos;s CRS, pixels and extent; resampled.</source>
        <translation>Exactement le SCR, les pixels et l&apos;emprise de cette couche ; rééchantillonné.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>GeoTIFF</source>
        <translation>GeoTIFF</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>With overviews of the same levels as the original.</source>
        <translation>Avec des aperçus des mêmes niveaux que l&apos;original.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Cloud-optimised GeoTIFF</source>
        <translation>GeoTIFF optimisé pour le cloud</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>For the web and for archives; always with overviews.</source>
        <translation>Pour le web et les archives ; toujours avec des aperçus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>How values between pixels are found. It does not matter where pixels stay as they are.</source>
        <translation>Comment les valeurs entre les pixels sont trouvées. Sans importance là où les pixels restent tels quels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The layer whose pixels the corrected layer gets</source>
        <translation>La couche dont la couche corrigée prend les pixels</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Layers with the moving layer&apos;s CRS and extent. Those that you tick are corrected, too.</source>
        <translation>Couches ayant le SCR et l&apos;emprise de la couche mobile. Celles que vous cochez sont corrigées aussi.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected raster</source>
        <translation>Raster corrigé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster. The original does not change.</source>
        <translation>Fichier du raster corrigé. L&apos;original ne change pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>File for the corrected raster</source>
        <translation>Fichier du raster corrigé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Choose a file for the corrected raster…</source>
        <translation>Choisir un fichier pour le raster corrigé…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Correct</source>
        <translation>&amp;Corriger</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Write a corrected copy of the moving layer and add it to the project.</source>
        <translation>Écrit une copie corrigée de la couche mobile et l&apos;ajoute au projet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Take back</source>
        <translation>Annuler la correction</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Remove the corrected layers again, and the files that were written, if nothing else uses them.</source>
        <translation>Retire les couches corrigées, et les fichiers écrits si rien d’autre ne les utilise.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>M&amp;ethod</source>
        <translation>Mét&amp;hode</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Resamplin&amp;g</source>
        <translation>Rééchantillonna&amp;ge</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Pi&amp;xels</source>
        <translation>Pi&amp;xels</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>&amp;These, too</source>
        <translation>A&amp;ussi celles-ci</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>Save &amp;as</source>
        <translation>&amp;Enregistrer sous</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift. Pixel values do not change.</source>
        <translation>L&apos;appariement a trouvé une translation. Les valeurs des pixels ne changent pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a shift with rotation and scale. Pixels are resampled.</source>
        <translation>L&apos;appariement a trouvé une translation avec rotation et échelle. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found an affine transform. Pixels are resampled.</source>
        <translation>L&apos;appariement a trouvé une transformation affine. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found a smooth bend of second order. Pixels are resampled.</source>
        <translation>L&apos;appariement a trouvé une courbure lisse du second degré. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The match found local distortion, which a thin-plate spline follows. Pixels are resampled.</source>
        <translation>L&apos;appariement a trouvé une distorsion locale, qu&apos;une spline de plaque mince suit. Les pixels sont rééchantillonnés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correct_panel.py"/>
        <source>The moving layer was removed from the project. Add it again.</source>
        <translation>La couche mobile a été retirée du projet. Ajoutez-la de nouveau.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given for the corrected raster.</source>
        <translation>Aucun fichier n&apos;est indiqué pour le raster corrigé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a file under “Save as”.</source>
        <translation>Choisissez un fichier sous « Enregistrer sous ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Two corrected layers would be written to “{file}”.</source>
        <translation>Deux couches corrigées seraient écrites dans « {file} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose another file under “Save as”.</source>
        <translation>Choisissez un autre fichier sous « Enregistrer sous ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>No file is given whose pixels the corrected raster gets.</source>
        <translation>Aucun fichier n&apos;est indiqué dont le raster corrigé prendrait les pixels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Choose a layer of a file.</source>
        <translation>Choisissez une couche d&apos;un fichier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” is one of the matched layers, which are never overwritten.</source>
        <translation>« {file} » est l&apos;une des couches appariées, qui ne sont jamais écrasées.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The corrected layer may be in a wrong place.</source>
        <translation>La couche corrigée peut se trouver au mauvais endroit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>This match is not reliable.</source>
        <translation>Cet appariement n&apos;est pas fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Correct anyway</source>
        <translation>Corriger quand même</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{file}” exists. Replace it?</source>
        <translation>« {file} » existe. Le remplacer ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>“{file}” was written, but QGIS cannot open it.</source>
        <translation>« {file} » a été écrit, mais QGIS ne peut pas l&apos;ouvrir.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Check the file in another program, or save the corrected raster to another file.</source>
        <translation>Vérifiez le fichier dans un autre programme, ou enregistrez le raster corrigé dans un autre fichier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>Corrected layer written: {file}</source>
        <translation>Couche corrigée écrite : {file}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>, and {count} more in the same folder</source>
        <translation>
            <numerusform>, et {count} de plus dans le même dossier</numerusform>
            <numerusform>, et {count} de plus dans le même dossier</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/correcting.py"/>
        <source>The correction was taken back.</source>
        <translation>La correction a été annulée.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <location filename="../../s2m2_qgis/processing/provider.py"/>
        <source>S2M2: SAR and optical</source>
        <translation>S2M2 : SAR et optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Set up…</source>
        <translation>Installer…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>“{name}” was removed, so the match was stopped.</source>
        <translation>« {name} » a été retirée, l&apos;appariement a donc été arrêté.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Add it again and press Match.</source>
        <translation>Ajoutez-la de nouveau et appuyez sur Apparier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>No program was found that opens “{file}”.</source>
        <translation>Aucun programme n&apos;a été trouvé qui ouvre « {file} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/dock.py"/>
        <source>Open it yourself.</source>
        <translation>Ouvrez-le vous-même.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The SAR layer</source>
        <translation>La couche SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The optical layer</source>
        <translation>La couche optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Swap the two layers</source>
        <translation>Échanger les deux couches</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>SAR (optical stays)</source>
        <translation>SAR (l&apos;optique reste)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Optical (SAR stays)</source>
        <translation>Optique (le SAR reste)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The moving layer is the layer that is corrected. Choose the layer whose position you trust less.</source>
        <translation>La couche mobile est celle qui est corrigée. Choisissez la couche dont la position vous inspire le moins confiance.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>The matcher. “Structure” compares edges and needs no trained model.</source>
        <translation>La méthode d&apos;appariement. « Structure » compare les contours et ne demande pas de modèle entraîné.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Models…: view, import, export, rename, annotate or remove models.</source>
        <translation>Modèles… : voir, importer, exporter, renommer, annoter ou supprimer des modèles.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Show an earlier match, to check, refit or correct by it.</source>
        <translation>Montre un appariement précédent, pour le vérifier, le réajuster ou corriger d&apos;après lui.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Fine-tune…</source>
        <translation>Affiner…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Adapt a trained model to your own scenes while you continue to work.</source>
        <translation>Adapte un modèle entraîné à vos propres scènes pendant que vous continuez à travailler.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Python environment, default search radius, results folder</source>
        <translation>Environnement Python, rayon de recherche par défaut, dossier des résultats</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Open the settings, which say what is downloaded before anything is.</source>
        <translation>Ouvre les paramètres, qui disent ce qui sera téléchargé avant de le faire.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Match</source>
        <translation>A&amp;pparier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Measure the displacement between the moving layer and the reference.</source>
        <translation>Mesure le déplacement entre la couche mobile et la référence.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Ca&amp;ncel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;SAR</source>
        <translation>&amp;SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Optical</source>
        <translation>&amp;Optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;ves</source>
        <translation>Mo&amp;bile</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Search radi&amp;us</source>
        <translation>&amp;Rayon</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>Mo&amp;del</source>
        <translation>Mo&amp;dèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/form.py"/>
        <source>&amp;Limit to</source>
        <translation>L&amp;imiter à</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Draw a box on the map, around the ground to match.</source>
        <translation>Tracez sur la carte un rectangle autour du terrain à apparier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>Choose the layer of polygons under “Limit to”.</source>
        <translation>Choisissez sous « Limiter à » la couche des polygones.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground.py"/>
        <source>“{name}” has no polygons.</source>
        <translation>« {name} » n&apos;a pas de polygones.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The whole overlap</source>
        <translation>Tout le recouvrement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What the map shows</source>
        <translation>Ce que montre la carte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A box on the map…</source>
        <translation>Un rectangle sur la carte…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Polygons of a layer</source>
        <translation>Les polygones d&apos;une couche</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where to match</source>
        <translation>Où apparier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Where the layers are matched. The correction holds for all of the moving layer.</source>
        <translation>Où les couches sont appariées. La correction vaut pour toute la couche mobile.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose polygons are matched</source>
        <translation>La couche dont les polygones sont appariés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Drag a box on the map; choose this again to draw another one.</source>
        <translation>Tracez un rectangle sur la carte ; choisissez ceci de nouveau pour en tracer un autre.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Only its {count} selected polygons.</source>
        <extracomment>Where the number is 1, the English text is: Only its selected polygon.</extracomment>
        <translation>
            <numerusform>Seulement son polygone sélectionné.</numerusform>
            <numerusform>Seulement ses {count} polygones sélectionnés.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>All of its polygons, since none is selected.</source>
        <translation>Tous ses polygones, puisqu&apos;aucun n&apos;est sélectionné.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The layer whose ground is left out</source>
        <translation>La couche dont le terrain est laissé de côté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons (the selected ones, if there are any), or a raster that is not zero there. Of a Sentinel-2 scene classification (SCL), clouds and their shadows are left out.</source>
        <translation>Nuages, eau ou tout ce qui ne doit pas être apparié : des polygones (ceux qui sont sélectionnés, s&apos;il y en a), ou un raster qui n&apos;y est pas nul. D&apos;une classification de scène de Sentinel-2 (SCL), les nuages et leurs ombres sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Pixels between neighbouring tie points. Fewer pixels give more tie points.</source>
        <translation>Pixels entre points de liaison voisins. Moins de pixels donnent plus de points de liaison.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>GPU NVIDIA (CUDA)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>What computes. Automatic takes the GPU where PyTorch can use one.</source>
        <translation>Ce qui calcule. Automatique prend le GPU là où PyTorch peut en utiliser un.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A raster of heights</source>
        <translation>Un raster d’altitudes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>A digital elevation model in metres. If given, the result says whether the residuals depend on height, as they do in images without terrain correction.</source>
        <translation>Un modèle numérique de terrain en mètres. S’il est donné, le résultat dit si les résidus dépendent de l’altitude, comme dans les images sans correction du relief.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>No limit</source>
        <translation>Aucune limite</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>The largest CE90 that you accept. A match above it gets a warning, and is not unreliable for that.</source>
        <translation>Le plus grand CE90 que vous acceptez. Un appariement au-delà reçoit un avertissement, sans être jugé non fiable pour cela.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Write the error raster</source>
        <translation>Écrire le raster d&apos;erreur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>error.tif: the displacement at each place and its standard deviation, in metres.</source>
        <translation>error.tif : le déplacement en chaque lieu et son écart-type, en mètres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Leave out</source>
        <translation>Laisser de côté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Spacing</source>
        <translation>Espacement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Compute on</source>
        <translation>Calculer sur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>CE90 at most</source>
        <translation>CE90 maximal</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/ground_panel.py"/>
        <source>Heights</source>
        <translation>Altitudes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match of “{sar}” and “{optical}” begins: {settings}. Results: {folder}</source>
        <translation>L’appariement de « {sar} » et « {optical} » commence : {settings}. Résultats : {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>reliable</source>
        <translation>fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>unreliable</source>
        <translation>non fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/log_lines.py"/>
        <source>Match ended: {verdict}. {shift} {inliers} of {total} tie points agree. {reasons}</source>
        <translation>L’appariement est terminé : {verdict}. {shift} {inliers} points de liaison sur {total} concordent. {reasons}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>a CRS of its own</source>
        <translation>un SCR propre</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>{width} by {height} km</source>
        <translation>{width} sur {height} km</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>pixels of {size} m</source>
        <translation>pixels de {size} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {memory} GB of memory</source>
        <translation>environ {memory} Go de mémoire</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} s</source>
        <translation>
            <numerusform>environ {count} s</numerusform>
            <numerusform>environ {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/preflight.py"/>
        <source>about {count} min</source>
        <translation>
            <numerusform>environ {count} min</numerusform>
            <numerusform>environ {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A match is running.</source>
        <translation>Un appariement est en cours.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A correction is running.</source>
        <translation>Une correction est en cours.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>A refit is running.</source>
        <translation>Un réajustement est en cours.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Repair Python…</source>
        <translation>Réparer Python…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Set up Python…</source>
        <translation>Installer Python…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Looking for the Python environment for matching…</source>
        <translation>Recherche de l&apos;environnement Python pour l&apos;appariement…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is damaged. {ailment} Repair it.</source>
        <translation>Prêt, mais l&apos;environnement est endommagé. {ailment} Réparez-le.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation>Prêt, mais les deux couches semblent échangées : la couche SAR ressemble à une couche optique.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but ONNX Runtime cannot be loaded: the model “structure” is used instead of the trained model.</source>
        <translation>Prêt, mais ONNX Runtime ne peut pas être chargé : le modèle « structure » est utilisé à la place du modèle entraîné.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready, but the environment is that of another version of S2M2. Update it.</source>
        <translation>Prêt, mais l&apos;environnement est celui d&apos;une autre version de S2M2. Mettez-le à jour.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Ready to match.</source>
        <translation>Prêt à apparier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Add a SAR and an optical raster layer to the project.</source>
        <translation>Ajoutez au projet une couche raster SAR et une couche raster optique.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the SAR layer.</source>
        <translation>Choisissez la couche SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>Choose the optical layer.</source>
        <translation>Choisissez la couche optique.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The data of “{name}” cannot be found. Repair the layer&apos;s data source.</source>
        <translation>Les données de « {name} » sont introuvables. Réparez la source de données de la couche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” is chosen twice. Choose two different layers.</source>
        <translation>« {name} » est choisie deux fois. Choisissez deux couches différentes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>“{name}” has no coordinate reference system. Set the layer&apos;s CRS first.</source>
        <translation>« {name} » n&apos;a pas de système de coordonnées de référence. Définissez d&apos;abord le SCR de la couche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The search radius is 0. Set it to the largest possible misalignment, in metres.</source>
        <translation>Le rayon de recherche est 0. Mettez-y le plus grand décalage possible, en mètres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The layers do not overlap: they are {gap} apart. Choose layers that show the same ground, or increase the search radius.</source>
        <translation>Les couches ne se recouvrent pas : elles sont distantes de {gap}. Choisissez des couches qui montrent le même terrain, ou augmentez le rayon de recherche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/readiness.py"/>
        <source>The area under “Limit to” shows no ground that both layers cover. Choose another one.</source>
        <translation>La zone sous « Limiter à » ne montre aucun terrain que les deux couches couvrent. Choisissez-en une autre.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: its accuracy was not measured. {why}</source>
        <translation>{kind} : sa précision n&apos;a pas été mesurée. {why}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind}: CE90 {ce90}, {share} of the tie points within 1 px. {why}</source>
        <translation>{kind} : CE90 {ce90}, {share} des points de liaison à moins de 1 px. {why}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift did not change.</source>
        <translation>La translation n&apos;a pas changé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The shift changed by {moved} m, from {was} to {now}.</source>
        <translation>La translation a changé de {moved} m, de {was} à {now}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 is {now}, as before.</source>
        <translation>CE90 est {now}, comme avant.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>CE90 was {was} and is {now}.</source>
        <translation>CE90 était {was} et est {now}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Transform: {now}, before: {was}.</source>
        <translation>Transformation : {now}, avant : {was}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still reliable.</source>
        <translation>L&apos;appariement est toujours fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match is still not reliable.</source>
        <translation>L&apos;appariement n&apos;est toujours pas fiable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was not reliable and is reliable now.</source>
        <translation>L&apos;appariement n&apos;était pas fiable et l&apos;est maintenant.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>The match was reliable and is not reliable any more.</source>
        <translation>L&apos;appariement était fiable et ne l&apos;est plus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{length} m to the {direction}</source>
        <translation>{length} m vers {direction}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>&amp;Refit</source>
        <translation>Réa&amp;juster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Make transform, accuracy, verdict, report and gcps.points anew from the tie points as you have checked them, by the method that is chosen under Correct. Nothing is matched again.</source>
        <translation>Refait transformation, précision, verdict, rapport et gcps.points à partir des points de liaison tels que vous les avez vérifiés, par la méthode choisie sous Corriger. Rien n&apos;est apparié de nouveau.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>{kind} was not compared with the others.</source>
        <translation>{kind} n&apos;a pas été comparé aux autres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Correct takes it; Refit gives a verdict on it.</source>
        <translation>Corriger la prend ; Réajuster porte un verdict sur elle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/refit_panel.py"/>
        <source>Refit uses your checks; Correct does so after that.</source>
        <translation>Réajuster utilise vos vérifications ; Corriger le fait ensuite.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Check tie &amp;points</source>
        <translation>&amp;Vérifier les points</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Mark on the map which tie points are correct. Refit uses this, and fine-tuning learns from it.</source>
        <translation>Marquez sur la carte quels points de liaison sont justes. Réajuster s&apos;en sert, et l&apos;affinage en apprend.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Ta&amp;ble</source>
        <translation>&amp;Tableau</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>List the tie points, with views of each, to sort, filter and edit them.</source>
        <translation>Liste les points de liaison, avec des vues de chacun, pour les trier, les filtrer et les modifier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Displacement</source>
        <translation>Déplacement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Residual</source>
        <translation>Résidu</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>What the arrows on the map show: where each place has to move, or what a transform that was fitted without the tie point leaves of that. The legend says how many times longer they are drawn.</source>
        <translation>Ce que montrent les flèches sur la carte : où chaque lieu doit aller, ou ce qu&apos;une transformation ajustée sans le point de liaison en laisse. La légende dit combien de fois plus longues elles sont dessinées.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift at the centre of the overlap, in metres on the ground.</source>
        <translation>Translation au centre du recouvrement, en mètres au sol.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>In pixels</source>
        <translation>En pixels</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Shift in pixels of the common grid, on which both layers were matched.</source>
        <translation>Translation en pixels de la grille commune sur laquelle les deux couches ont été appariées.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CE90</source>
        <translation>CE90</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Nine of ten held-out tie points have at most this residual.</source>
        <translation>Neuf points de liaison de contrôle sur dix ont au plus ce résidu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Root mean square residual of the held-out tie points.</source>
        <translation>Moyenne quadratique des résidus des points de liaison de contrôle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <location filename="../../s2m2_qgis/tie_points/table.py"/>
        <source>Tie points</source>
        <translation>Points</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Number of tie points that agree with the transform (inliers).</source>
        <translation>Nombre de points de liaison qui s&apos;accordent avec la transformation (inliers).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Arro&amp;ws</source>
        <translation>F&amp;lèches</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Reliable</source>
        <translation>Fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Not reliable</source>
        <translation>Pas fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not measured</source>
        <translation>non mesuré</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Zoom to</source>
        <translation>Zoomer sur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <source>Results folder</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/result_panel.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_dialog.py"/>
        <source>S2M2 settings</source>
        <translation>Paramètres de S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Find &amp;automatically</source>
        <translation>Trouver &amp;automatiquement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Use this Python:</source>
        <translation>&amp;Utiliser ce Python :</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python for matching</source>
        <translation>Python pour l&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Chec&amp;k</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>none: packages are downloaded</source>
        <translation>aucun : les paquets sont téléchargés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>For computers without internet access: a folder with the wheel files of the packages.</source>
        <translation>Pour les ordinateurs sans internet : un dossier avec les fichiers wheel des paquets.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pip&apos;s settings, or PyPI</source>
        <translation>celui des réglages de pip, ou PyPI</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyPI, for example https://mirror.example/simple.</source>
        <translation>L&apos;adresse du miroir de PyPI de votre organisation, par exemple https://mirror.example/simple.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>that of pytorch.org</source>
        <translation>celui de pytorch.org</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The address of your organisation&apos;s mirror of PyTorch&apos;s index. Only Linux needs it; Windows and macOS get PyTorch from the package index.</source>
        <translation>L&apos;adresse du miroir de l&apos;index de PyTorch de votre organisation. Seul Linux en a besoin ; Windows et macOS prennent PyTorch dans l&apos;index des paquets.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With &amp;PyTorch, for fine-tuning</source>
        <translation>Avec P&amp;yTorch, pour l&apos;affinage</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching does without PyTorch; fine-tuning needs it. PyTorch can be added later.</source>
        <translation>L&apos;appariement se passe de PyTorch ; l&apos;affinage en a besoin. PyTorch peut être ajouté plus tard.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>With Dask, for &amp;matching many pairs</source>
        <translation>Avec Dask, pour apparier de nom&amp;breuses paires</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The Processing algorithm “Match many” needs Dask. It can be added later.</source>
        <translation>L’algorithme de traitement « Apparier en nombre » a besoin de Dask, qui peut être ajouté plus tard.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remo&amp;ve environment…</source>
        <translation>&amp;Supprimer l&apos;environnement…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measure the environment, and remove it if you agree.</source>
        <translation>Mesure l&apos;environnement, et le supprime si vous êtes d&apos;accord.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Stop</source>
        <translation>A&amp;rrêter</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Automatic ({m:.0f} m)</source>
        <translation>Automatique ({m:.0f} m)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>beside the moving layer</source>
        <translation>à côté de la couche mobile</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Every match creates its own folder in this folder.</source>
        <translation>Chaque appariement crée son propre dossier dans ce dossier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Python environment</source>
        <translation>Environnement Python</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching runs in a separate Python environment, so that QGIS&apos;s Python does not change.</source>
        <translation>L&apos;appariement tourne dans un environnement Python à part, afin que le Python de QGIS ne change pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>&amp;Wheel folder</source>
        <translation>Dossier &amp;wheel</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Package inde&amp;x</source>
        <translation>Inde&amp;x des paquets</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>P&amp;yTorch index</source>
        <translation>Index de PyTorc&amp;h</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>New matches</source>
        <translation>Nouveaux appariements</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Search &amp;radius</source>
        <translation>&amp;Rayon</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Results &amp;folder</source>
        <translation>Dossier des résul&amp;tats</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python, but only with the model “structure”: ONNX Runtime or safetensors cannot be loaded.</source>
        <translation>L&apos;appariement peut tourner dans ce Python, mais seulement avec le modèle « structure » : ONNX Runtime ou safetensors ne peut pas être chargé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Matching can run in this Python.</source>
        <translation>L&apos;appariement peut tourner dans ce Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>the Python Package Index or the index in pip&apos;s settings</source>
        <translation>le Python Package Index ou l&apos;index des réglages de pip</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{index}, and from {pytorch_index}</source>
        <translation>{index}, et de {pytorch_index}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Adds {what} to the environment in {folder}.</source>
        <translation>Ajoute {what} à l’environnement dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Makes the environment in {folder} anew; the present one stays until the new one works.</source>
        <translation>Refait l&apos;environnement dans {folder} ; l&apos;actuel reste jusqu&apos;à ce que le nouveau fonctionne.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Creates an environment in {folder}.</source>
        <translation>Crée un environnement dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Packages come from the wheel folder, without internet, and need about {disk} MB of disk space.</source>
        <translation>Les paquets viennent du dossier wheel, sans internet, et demandent environ {disk} Mo sur le disque.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>This downloads about {download} MB from {source} ({packages}) and needs about {disk} MB of disk space.</source>
        <translation>Ceci télécharge environ {download} Mo depuis {source} ({packages}) et demande environ {disk} Mo sur le disque.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>A&amp;dd {what}</source>
        <translation>A&amp;jouter {what}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Re&amp;pair environment</source>
        <translation>Ré&amp;parer l&apos;environnement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Update &amp;environment</source>
        <translation>&amp;Mettre à jour l&apos;environnement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment again</source>
        <translation>&amp;Créer l&apos;environnement de nouveau</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Create &amp;environment</source>
        <translation>&amp;Créer l&apos;environnement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The environment is ready.</source>
        <translation>L&apos;environnement est prêt.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment is ready for matching, but not for all else.</source>
        <translation>L’environnement est prêt pour l’appariement, mais pas pour tout le reste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. The environment has not changed.</source>
        <translation>Arrêté. L&apos;environnement n&apos;a pas changé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stopped. No files remain.</source>
        <translation>Arrêté. Aucun fichier ne reste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Measuring the environment…</source>
        <translation>Mesure de l&apos;environnement…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Remove the Python environment?</source>
        <translation>Supprimer l&apos;environnement Python ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The folder {folder} with {size} MB is removed. Results and models stay. Matching then needs another environment, which can be created here again. Close other QGIS windows that use this one first.</source>
        <translation>Le dossier {folder} de {size} Mo est supprimé. Résultats et modèles restent. L&apos;appariement demande alors un autre environnement, qui peut être recréé ici. Fermez d&apos;abord les autres fenêtres de QGIS qui l&apos;utilisent.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Removing the environment…</source>
        <translation>Suppression de l&apos;environnement…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>The environment was removed.</source>
        <translation>L&apos;environnement a été supprimé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up?</source>
        <translation>Arrêter l&apos;installation ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Cancel lets it go on. If you stop it, what it has done so far is not kept.</source>
        <translation>Annuler la laisse continuer. Si vous l&apos;arrêtez, ce qu&apos;elle a fait jusqu&apos;ici n&apos;est pas gardé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>Stop the set-up</source>
        <translation>Arrêter l&apos;installation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/settings_panel.py"/>
        <source>{first} and {second}</source>
        <translation>{first} et {second}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>From a folder…</source>
        <translation>Depuis un dossier…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/shown_match.py"/>
        <source>Folder of a match</source>
        <translation>Dossier d&apos;un appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/task_runner.py"/>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>The file of tie points cannot be written. It may be open in another program, or the disk may be full.</source>
        <translation>Le fichier des points de liaison ne peut pas être écrit. Il est peut-être ouvert dans un autre programme, ou le disque est plein.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Click an arrow to confirm it, drag it to its correct place, or right-click to reject it.</source>
        <translation>Cliquez sur une flèche pour la confirmer, faites-la glisser à son bon endroit, ou cliquez droit pour la rejeter.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>Repeat the click to undo it. To add a tie point, click beside all arrows: first its place in the moving layer, then where that belongs. Press Esc to finish.</source>
        <translation>Répétez le clic pour l&apos;annuler. Pour ajouter un point de liaison, cliquez à côté de toutes les flèches : d&apos;abord sur son lieu dans la couche mobile, puis là où il doit aller. Échap termine.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} confirmed</source>
        <translation>
            <numerusform>{count} confirmé</numerusform>
            <numerusform>{count} confirmés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} moved</source>
        <translation>
            <numerusform>{count} déplacé</numerusform>
            <numerusform>{count} déplacés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} added</source>
        <translation>
            <numerusform>{count} ajouté</numerusform>
            <numerusform>{count} ajoutés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/tie_point_checking.py"/>
        <source>{count} rejected</source>
        <translation>
            <numerusform>{count} rejeté</numerusform>
            <numerusform>{count} rejetés</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north</source>
        <translation>le nord</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-east</source>
        <translation>le nord-est</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>east</source>
        <translation>l&apos;est</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-east</source>
        <translation>le sud-est</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south</source>
        <translation>le sud</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>south-west</source>
        <translation>le sud-ouest</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>west</source>
        <translation>l&apos;ouest</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>north-west</source>
        <translation>le nord-ouest</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned.</source>
        <translation>« {name} » est déjà alignée.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” is already aligned: what was measured, {length} m, is below half a pixel and below CE90, {ce90} m.</source>
        <translation>« {name} » est déjà alignée : ce qui a été mesuré, {length} m, est inférieur à un demi-pixel et à CE90, {ce90} m.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how}.</source>
        <translation>« {name} » doit se déplacer de {how}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how}.</source>
        <translation>D&apos;après cet appariement, « {name} » devrait se déplacer de {how}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation>« {name} » doit se déplacer de {how} au milieu, et différemment ailleurs.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by other amounts elsewhere.</source>
        <translation>D&apos;après cet appariement, « {name} » devrait se déplacer de {how} au milieu, et différemment ailleurs.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>“{name}” has to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation>« {name} » doit se déplacer de {how} au milieu, et de {least} m à {most} m sur les points de liaison.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>By this match, “{name}” would have to move {how} in the middle, and by {least} m to {most} m over the tie points.</source>
        <translation>D&apos;après cet appariement, « {name} » devrait se déplacer de {how} au milieu, et de {least} m à {most} m sur les points de liaison.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} m</source>
        <translation>{length} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} ± {error} m</source>
        <translation>{length} ± {error} m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{length} to the {direction} (bearing {bearing:.0f}°)</source>
        <translation>{length} vers {direction} (azimut {bearing:.0f}°)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m east</source>
        <translation>{m} m est</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m west</source>
        <translation>{m} m ouest</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m north</source>
        <translation>{m} m nord</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m south</source>
        <translation>{m} m sud</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px right</source>
        <translation>{px:.2f} px à droite</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px left</source>
        <translation>{px:.2f} px à gauche</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px down</source>
        <translation>{px:.2f} px vers le bas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{px:.2f} px up</source>
        <translation>{px:.2f} px vers le haut</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{m} m ({px:.2f} px)</source>
        <translation>{m} m ({px:.2f} px)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{count} of {total} agree ({percent:.0f} %)</source>
        <translation>
            <numerusform>{count} sur {total} s&apos;accorde ({percent:.0f} %)</numerusform>
            <numerusform>{count} sur {total} s&apos;accordent ({percent:.0f} %)</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>CEOS-ARD, {figure} of at most half a pixel ({limit} m)</source>
        <translation>CEOS-ARD, {figure} d’un demi-pixel au plus ({limit} m)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{figure} of at most {limit} m</source>
        <translation>{figure} de {limit} m au plus</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>met</source>
        <translation>respecté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>not met</source>
        <translation>non respecté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>{what}: {verdict}</source>
        <translation>{what} : {verdict}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>Whether the residuals depend on height could not be tested.</source>
        <translation>Il n’a pas été possible de vérifier si les résidus dépendent de l’altitude.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals depend on height: {slope} m for each 100 m. That is relief displacement, not misalignment.</source>
        <translation>Les résidus dépendent de l’altitude : {slope} m pour 100 m. C’est un effet du relief, pas un défaut de recalage.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/dock/words.py"/>
        <source>The residuals do not depend on height ({slope} m for each 100 m).</source>
        <translation>Les résidus ne dépendent pas de l’altitude ({slope} m pour 100 m).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Curves of the fine-tuning</source>
        <translation>Courbes de l&apos;affinage</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>steps</source>
        <translation>pas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Correct within 3 px, on validation ground</source>
        <translation>Juste à 3 px près, sur le terrain de validation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>no values yet</source>
        <translation>pas encore de valeurs</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/curves.py"/>
        <source>base model</source>
        <translation>modèle de base</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The trained model to start from. It does not change.</source>
        <translation>Le modèle entraîné dont on part. Il ne change pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Name of the new model: letters a to z, digits, dots, dashes, underscores.</source>
        <translation>Nom du nouveau modèle : lettres a à z, chiffres, points, tirets, tirets bas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers, looking for lessons and testing the new model take additional time. The window says how much, once the first block was looked at.</source>
        <translation>Durée maximale de l’entraînement ; avec peu de terrain, il finit plus tôt. Aligner les couches, chercher des leçons et tester le nouveau modèle prennent du temps en plus. La fenêtre dit combien, dès que le premier bloc a été examiné.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Pairs to learn from</source>
        <translation>Paires dont apprendre</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>The model learns from pairs of layers that show the same ground. Pairs need no labels and need not be aligned. You can continue to use QGIS meanwhile.</source>
        <translation>Le modèle apprend de paires de couches qui montrent le même terrain. Les paires n&apos;ont besoin ni d&apos;étiquettes ni d&apos;alignement. Vous pouvez continuer à utiliser QGIS pendant ce temps.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Base model</source>
        <translation>Modèle de &amp;base</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Name of the new model</source>
        <translation>&amp;Nom du nouveau modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Time for training</source>
        <translation>&amp;Temps d&apos;entraînement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop for now. What has been learned is kept, even if QGIS is closed.</source>
        <translation>Arrête pour le moment. Ce qui a été appris est gardé, même si QGIS est fermé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Cancel…</source>
        <translation>&amp;Annuler…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Stop, and delete what has been learned.</source>
        <translation>Arrête, et supprime ce qui a été appris.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Resume</source>
        <translation>&amp;Reprendre</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Resume the run where it was stopped.</source>
        <translation>Reprend là où l&apos;affinage a été arrêté.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Use it</source>
        <translation>&amp;Utiliser</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Add the new model to your models, and choose it in the dock.</source>
        <translation>Ajoute le nouveau modèle à vos modèles, et le choisit dans le panneau.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>{count} pairs</source>
        <extracomment>Where the number is 1, the English text is: one pair</extracomment>
        <translation>
            <numerusform>{count} paire</numerusform>
            <numerusform>{count} paires</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min of training</source>
        <translation>« {name} », à partir de {model} : {pairs}, {minutes:g} min d’entraînement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Start &amp;again</source>
        <translation>&amp;Recommencer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>&amp;Discard…</source>
        <translation>&amp;Jeter…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete this run, and choose pairs for another run.</source>
        <translation>Supprime cet affinage ; choisissez ensuite des paires pour un autre.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/form.py"/>
        <source>Delete what has been learned.</source>
        <translation>Supprime ce qui a été appris.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Outcome of the fine-tuning</source>
        <translation>Résultat de l&apos;affinage</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is better.</source>
        <translation>Le nouveau modèle est meilleur.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>The new model is not better.</source>
        <translation>Le nouveau modèle n&apos;est pas meilleur.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>There is no new model.</source>
        <translation>Il n&apos;y a pas de nouveau modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Nothing was learned from {pair}: {reason}</source>
        <translation>Rien n&apos;a été appris de {pair} : {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and is now correct.</source>
        <translation>C&apos;était faux et c&apos;est maintenant juste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and is now wrong.</source>
        <translation>C&apos;était juste et c&apos;est maintenant faux.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was correct and still is.</source>
        <translation>C&apos;était juste et ça l&apos;est encore.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>It was wrong and still is.</source>
        <translation>C&apos;était faux et ça l&apos;est encore.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Error before: {base:.1f} px. Error now: {tuned:.1f} px.</source>
        <translation>Erreur avant : {base:.1f} px. Erreur maintenant : {tuned:.1f} px.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>its correct place</source>
        <translation>son bon endroit</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it was found before (dashed)</source>
        <translation>où il était trouvé avant (tirets)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>where it is found now</source>
        <translation>où il est trouvé maintenant</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/outcome.py"/>
        <source>Examples (templates whose result changed come first; the table shows how often it changes): a template of the SAR layer and, on the optical layer,</source>
        <translation>Exemples (d&apos;abord les imagettes dont le résultat change ; le tableau dit combien de fois il change) : une imagette de la couche SAR et, sur la couche optique,</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>The folder “{folder}” cannot be written to: {reason}.</source>
        <translation>Le dossier « {folder} » ne peut pas être écrit : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/runs.py"/>
        <source>It is in your QGIS profile. Check that the disk is not full and that you have write permission.</source>
        <translation>Il se trouve dans votre profil QGIS. Vérifiez que le disque n&apos;est pas plein et que vous avez le droit d&apos;écrire.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>S2M2: fine-tune a model</source>
        <translation>S2M2 : affiner un modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Choose a SAR and an optical layer of the same ground, and press Add pair, or use Add many.</source>
        <translation>Choisissez une couche SAR et une couche optique du même terrain et appuyez sur Ajouter la paire, ou utilisez Ajouter plusieurs.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Give the new model a name of letters a to z, digits, dots, dashes and underscores.</source>
        <translation>Donnez au nouveau modèle un nom fait de lettres a à z, chiffres, points, tirets et tirets bas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>A model with the name “{name}” exists. Give the new model another name.</source>
        <translation>Un modèle du nom de « {name} » existe. Donnez un autre nom au nouveau modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Looking for models…</source>
        <translation>Recherche de modèles…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>There is no trained model to start from. To import a model, press … next to Model in the dock.</source>
        <translation>Il n&apos;y a pas de modèle entraîné dont partir. Pour en importer un, appuyez sur … à côté de Modèle dans le panneau.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Pausing: the current step is completed…</source>
        <translation>Pause : le pas en cours se termine…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop, and delete what has been learned?</source>
        <translation>Arrêter, et supprimer ce qui a été appris ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>To continue later, pause the run instead.</source>
        <translation>Pour continuer plus tard, mettez plutôt en pause.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stop and delete</source>
        <translation>Arrêter et supprimer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Stopping…</source>
        <translation>Arrêt…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete what “{name}” has learned?</source>
        <translation>Supprimer ce que « {name} » a appris ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This cannot be undone.</source>
        <translation>Ceci ne peut pas être annulé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run has not ended. Resume or discard it.</source>
        <translation>Cet affinage n&apos;est pas terminé. Reprenez-le ou jetez-le.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended without a better model. Press “Fine-tune…” in the S2M2 dock to see why.</source>
        <translation>L&apos;affinage s&apos;est terminé sans meilleur modèle. Appuyez sur « Affiner… » dans le panneau S2M2 pour voir pourquoi.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has ended with a better model. Press “Fine-tune…” in the S2M2 dock to use it.</source>
        <translation>L&apos;affinage s&apos;est terminé avec un meilleur modèle. Appuyez sur « Affiner… » dans le panneau S2M2 pour l&apos;utiliser.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>What has been learned is kept. You can resume at any time.</source>
        <translation>Ce qui a été appris est gardé. Vous pouvez reprendre à tout moment.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Fine-tuning has stopped. {reason}</source>
        <translation>L&apos;affinage s&apos;est arrêté. {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start anyway?</source>
        <translation>Démarrer quand même ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Paused. What has been learned is kept, even if QGIS is closed.</source>
        <translation>En pause. Ce qui a été appris est gardé, même si QGIS est fermé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>Use the new model</source>
        <translation>Utiliser le nouveau modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>“{name}” has been added to your models and is chosen in the dock. You can choose another model there.</source>
        <translation>« {name} » a été ajouté à vos modèles et est choisi dans le panneau. Vous pouvez y choisir un autre modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/finetuning/window.py"/>
        <source>This run is open in another QGIS window.</source>
        <translation>Cet affinage est ouvert dans une autre fenêtre de QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Matching many pairs needs Dask, which the Python at “{python}” lacks.</source>
        <translation>Apparier de nombreuses paires demande Dask, qui manque au Python « {python} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/batch.py"/>
        <source>Add it in the S2M2 settings: tick “With Dask”, and press “Add Dask”.</source>
        <translation>Ajoutez-le dans les paramètres de S2M2 : cochez « Avec Dask », puis appuyez sur « Ajouter Dask ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/calls.py"/>
        <source>Exporting “{name}” to a temporary file</source>
        <translation>Export de « {name} » dans un fichier temporaire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Looking at disk and memory</source>
        <translation>Examen du disque et de la mémoire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>“{name}” cannot be given its coordinate reference system: {reason}.</source>
        <translation>« {name} » ne peut pas recevoir son système de coordonnées de référence : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/finetune.py"/>
        <source>Export the layer to a file with that coordinate reference system.</source>
        <translation>Exportez la couche dans un fichier avec ce système de coordonnées de référence.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>The plugin failed: {error}.</source>
        <translation>L&apos;extension a échoué : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Please report this sentence.</source>
        <translation>Veuillez signaler cette phrase.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Match {sar} and {optical}</source>
        <translation>Apparier {sar} et {optical}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Refit a match</source>
        <translation>Réajuster un appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Prepare a preview</source>
        <translation>Préparer un aperçu</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Correct {name}</source>
        <translation>Corriger {name}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Fine-tune {model} to “{name}”</source>
        <translation>Affiner {model} en « {name} »</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>List models</source>
        <translation>Lister les modèles</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Change models</source>
        <translation>Modifier les modèles</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Set up the matching environment</source>
        <translation>Installer l&apos;environnement d&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Measure the matching environment</source>
        <translation>Mesurer l&apos;environnement d&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/jobs/tasks.py"/>
        <source>Remove the matching environment</source>
        <translation>Supprimer l&apos;environnement d&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/locator.py"/>
        <source>S2M2: match and correct</source>
        <translation>S2M2 : apparier et corriger</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Default (trained)</source>
        <translation>Défaut (entraîné)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Structure (untrained)</source>
        <translation>Structure (non entraîné)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>It can only be removed or renamed.</source>
        <translation>Il ne peut être que supprimé ou renommé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>This model comes with S2M2 and cannot be renamed or removed.</source>
        <translation>Ce modèle est fourni avec S2M2 et ne peut être ni renommé ni supprimé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>calibrated</source>
        <translation>calibré</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>not calibrated</source>
        <translation>non calibré</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Your note</source>
        <translation>Votre note</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Created</source>
        <translation>Créé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>Confidences</source>
        <translation>Confiances</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/card.py"/>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>S2M2 models</source>
        <translation>Modèles S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>About the model</source>
        <translation>À propos du modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Import…</source>
        <translation>&amp;Importer…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Install a model file, or a checkpoint of the published S2M2-SAR code.</source>
        <translation>Installe un fichier de modèle, ou un checkpoint du code S2M2-SAR publié.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write the model to a file, which can be imported on another computer.</source>
        <translation>Écrit le modèle dans un fichier, qui peut être importé sur un autre ordinateur.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;name…</source>
        <translation>Re&amp;nommer…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Give the model another name.</source>
        <translation>Donne un autre nom au modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>N&amp;ote…</source>
        <translation>N&amp;ote…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Write a note on the model. It is stored in the model&apos;s file.</source>
        <translation>Écrit une note sur le modèle. Elle est gardée dans le fichier du modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Re&amp;move…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Delete the model&apos;s file.</source>
        <translation>Supprime le fichier du modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Import a model</source>
        <translation>Importer un modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Importing {file}…</source>
        <translation>Import de {file}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Imported as “{name}”.</source>
        <translation>Importé sous le nom « {name} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Export “{name}”</source>
        <translation>Exporter « {name} »</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Exporting…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Written: {file}</source>
        <translation>Écrit : {file}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>New name of “{name}”:</source>
        <translation>Nouveau nom de « {name} » :</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>“{old}” is now called “{new}”.</source>
        <translation>« {old} » s&apos;appelle maintenant « {new} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Renaming…</source>
        <translation>Renommage…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Note on “{name}”:</source>
        <translation>Note sur « {name} » :</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Writing the note…</source>
        <translation>Écriture de la note…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>The note was written to the model&apos;s file.</source>
        <translation>La note a été écrite dans le fichier du modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Remove the model “{name}”?</source>
        <translation>Supprimer le modèle « {name} » ?</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>This deletes its file. Export the model first to keep a copy.</source>
        <translation>Ceci supprime son fichier. Exportez d&apos;abord le modèle pour en garder une copie.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removing…</source>
        <translation>Suppression…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/dialog.py"/>
        <source>Removed “{name}”.</source>
        <translation>« {name} » a été supprimé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>{minutes:g} min, {steps} steps</source>
        <translation>{minutes:g} min, {steps} pas</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/models/history.py"/>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>and {count} more</source>
        <translation>
            <numerusform>et {count} de plus</numerusform>
            <numerusform>et {count} de plus</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Base model</source>
        <translation>Modèle de base</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Fine-tuned</source>
        <translation>Affiné</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/history.py"/>
        <source>Scenes that it learned from</source>
        <translation>Scènes dont il a appris</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/library.py"/>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on held-out ground</source>
        <translation>Juste à 3 px près, sur du terrain tenu à l&apos;écart</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Correct within 3 px, on simulated landscapes</source>
        <translation>Juste à 3 px près, sur des paysages simulés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Neighbouring templates that contradict each other</source>
        <translation>Imagettes voisines qui se contredisent</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>Measured with {windows} templates in {blocks} places.</source>
        <translation>Mesuré avec {windows} imagettes en {blocks} lieux.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/models/verdict.py"/>
        <source>In {share:.0%} of them the ground looks like your scenes; elsewhere the base model is used.</source>
        <translation>Dans {share:.0%} d&apos;entre eux, le terrain ressemble à vos scènes ; ailleurs, le modèle de base est utilisé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add &amp;many</source>
        <translation>Ajouter &amp;plusieurs</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Add pairs from folders, from layer groups, or from earlier matches.</source>
        <translation>Ajoute des paires de dossiers, de groupes de couches ou d&apos;appariements précédents.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From a &amp;folder…</source>
        <translation>D&apos;un &amp;dossier…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From &amp;two folders, SAR and optical…</source>
        <translation>De &amp;deux dossiers, SAR et optique…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>From layer &amp;groups…</source>
        <translation>De &amp;groupes de couches…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Matched in this project</source>
        <translation>&amp;Appariées dans ce projet</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs with their matches: the model learns from the tie points that you checked.</source>
        <translation>Paires avec leurs appariements : le modèle apprend des points de liaison que vous avez vérifiés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>S&amp;top</source>
        <translation>A&amp;rrêter</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stop looking for pairs.</source>
        <translation>Arrête la recherche de paires.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>&amp;Left over…</source>
        <translation>&amp;Restants…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Show the rasters without a partner, and why they have none.</source>
        <translation>Montre les rasters sans partenaire, et pourquoi ils n&apos;en ont pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with SAR and optical rasters</source>
        <translation>Dossier des rasters SAR et optiques</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the SAR rasters</source>
        <translation>Dossier des rasters SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Folder with the optical rasters</source>
        <translation>Dossier des rasters optiques</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Choose groups whose layers form pairs. Names and bands tell which layers are SAR.</source>
        <translation>Choisissez des groupes dont les couches forment des paires. Noms et bandes disent quelles couches sont SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Pairs from layer groups</source>
        <translation>Paires de groupes de couches</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pair of layers in this project has been matched yet.</source>
        <translation>Aucune paire de couches de ce projet n&apos;a encore été appariée.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Stopped. No pairs were added.</source>
        <translation>Arrêté. Aucune paire n&apos;a été ajoutée.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Looking for rasters…</source>
        <translation>Recherche de rasters…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Opening rasters: {number} of {count}</source>
        <translation>Ouverture de rasters : {number} sur {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Added {count} pairs.</source>
        <extracomment>Where the number is 1, the English text is: Added one pair.</extracomment>
        <translation>
            <numerusform>{count} paire ajoutée.</numerusform>
            <numerusform>{count} paires ajoutées.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No pairs were found.</source>
        <translation>Aucune paire n&apos;a été trouvée.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>No rasters were found.</source>
        <translation>Aucun raster n&apos;a été trouvé.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} were in the list.</source>
        <translation>
            <numerusform>{count} était déjà dans la liste.</numerusform>
            <numerusform>{count} étaient déjà dans la liste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>{count} left over: {reasons}.</source>
        <translation>
            <numerusform>{count} restant : {reasons}.</numerusform>
            <numerusform>{count} restants : {reasons}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/add_many.py"/>
        <source>Left over</source>
        <translation>Restants</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folder_task.py"/>
        <source>Look for pairs in {folder}</source>
        <translation>Chercher des paires dans {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <source>it cannot be read as a raster</source>
        <translation>il ne peut pas être lu comme raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it has no coordinate reference system</source>
        <translation>il n&apos;a pas de système de coordonnées de référence</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/folders.py"/>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is not georeferenced</source>
        <translation>il n&apos;est pas géoréférencé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>All layers of the project</source>
        <translation>Toutes les couches du projet</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/groups.py"/>
        <source>it is a web map; add its pairs one by one</source>
        <translation>c&apos;est une carte web ; ajoutez ses paires une à une</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>The table has no column {names}.</source>
        <translation>Le tableau n’a pas de colonne {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <source>A table of pairs has the columns id, sar and optical.</source>
        <translation>Un tableau de paires a les colonnes id, sar et optical.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{path}” cannot be written: {error}.</source>
        <translation>« {path} » ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/manifest.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Add pair</source>
        <translation>&amp;Ajouter la paire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Add the two layers to the list below.</source>
        <translation>Ajoute les deux couches à la liste ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Remove the selected pairs from the list. Layers and files are kept.</source>
        <translation>Retire de la liste les paires sélectionnées. Couches et fichiers sont gardés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Choose two different layers: a SAR layer and an optical layer.</source>
        <translation>Choisissez deux couches différentes : une couche SAR et une couche optique.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>“{name}” has no coordinate reference system. Set it in the layer&apos;s properties.</source>
        <translation>« {name} » n&apos;a pas de système de coordonnées de référence. Définissez-le dans les propriétés de la couche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>This pair is already in the list.</source>
        <translation>Cette paire est déjà dans la liste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>The two layers look swapped: the SAR layer seems to be an optical layer.</source>
        <translation>Les deux couches semblent échangées : la couche SAR ressemble à une couche optique.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>checked tie points: {count}</source>
        <translation>points de liaison vérifiés : {count}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>matched</source>
        <translation>appariée</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pair_list.py"/>
        <source>Match: {folder}</source>
        <translation>Appariement : {folder}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>neither its name nor its bands show whether it is SAR or optical</source>
        <translation>ni son nom ni ses bandes ne montrent s&apos;il est SAR ou optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>the raster that fits it belongs to another pair</source>
        <translation>le raster qui lui convient appartient à une autre paire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no optical raster shows its ground</source>
        <translation>aucun raster optique ne montre son terrain</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/pairs/pairing.py"/>
        <source>no SAR raster shows its ground</source>
        <translation>aucun raster SAR ne montre son terrain</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match SAR and optical…</source>
        <translation>S2M2 : apparier SAR et optique…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>S2M2: match and correct SAR and optical layers</source>
        <translation>S2M2 : apparier et corriger des couches SAR et optiques</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match with S2M2…</source>
        <translation>Apparier avec S2M2…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Mosaic for S2M2</source>
        <translation>Mosaïque pour S2M2</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/plugin.py"/>
        <source>Match the selected raster layers as one.</source>
        <translation>Apparier les couches raster sélectionnées comme une seule.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>{name} cannot be “{value}”. It is one of {names}.</source>
        <translation>{name} ne peut pas être « {value} ». C&apos;est l&apos;un de {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>Search radius (metres on the ground)</source>
        <translation>Rayon de recherche (mètres au sol)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match folder</source>
        <translation>Dossier de l&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>The raster “{source}” cannot be opened. Check that the file exists and is a raster.</source>
        <translation>Le raster « {source} » ne peut pas être ouvert. Vérifiez que le fichier existe et est un raster.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/base.py"/>
        <source>One of these rasters cannot be opened: {sources}. Check that they exist and are rasters.</source>
        <translation>L&apos;un de ces rasters ne peut pas être ouvert : {sources}. Vérifiez qu&apos;ils existent et sont des rasters.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The folder that a match wrote its results to.</source>
        <translation>Le dossier où un appariement a écrit ses résultats.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the transform that the match chose. “shift” moves the raster without resampling. “similarity”, “affine” and “polynomial” correct rotation, scale and smooth distortion; “tps”, a thin-plate spline, local distortion.</source>
        <translation>« auto » : la transformation que l&apos;appariement a choisie. « shift » déplace le raster sans rééchantillonnage. « similarity », « affine » et « polynomial » corrigent rotation, échelle et distorsion lisse ; « tps », une spline de plaque mince, la distorsion locale.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Resampling</source>
        <translation>Rééchantillonnage</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“auto”: the nearest pixel for classes and masks, cubic for images.</source>
        <translation>« auto » : le plus proche pixel pour les classes et les masques, cubique pour les images.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Pixels of the output</source>
        <translation>Pixels de la sortie</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“own”: the raster&apos;s own pixels, moved; they lie beside those of the reference. “reference”: exactly the reference&apos;s CRS, geotransform and extent, resampled, so that both can be stacked.</source>
        <translation>« own » : les pixels du raster lui-même, déplacés ; ils se trouvent à côté de ceux de la référence. « reference » : exactement le SCR, la géotransformation et l&apos;emprise de la référence, rééchantillonné, pour que les deux puissent être empilés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Or exactly the pixels of this raster</source>
        <translation>Ou exactement les pixels de ce raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>If it is set, the output gets the CRS, geotransform and extent of this raster.</source>
        <translation>S&apos;il est indiqué, la sortie prend le SCR, la géotransformation et l&apos;emprise de ce raster.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“gtiff”: GeoTIFF. “cog”: cloud-optimised GeoTIFF.</source>
        <translation>« gtiff » : GeoTIFF. « cog » : GeoTIFF optimisé pour le cloud.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even if the match is not reliable</source>
        <translation>Corriger même si l&apos;appariement n&apos;est pas fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Such a match is refused otherwise. Look at its tie points first.</source>
        <translation>Un tel appariement est refusé autrement. Regardez d&apos;abord ses points de liaison.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct even what was corrected before</source>
        <translation>Corriger même ce qui a déjà été corrigé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A raster that was corrected already would be moved twice, and is refused otherwise.</source>
        <translation>Un raster déjà corrigé serait déplacé deux fois, et est refusé autrement.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{name}” is no file, so its pixels cannot be taken.</source>
        <translation>« {name} » n&apos;est pas un fichier, ses pixels ne peuvent donc pas être repris.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct a raster</source>
        <translation>Corriger un raster</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes a copy of a raster, moved onto the reference by the transform of an earlier match. A pure shift is applied without resampling. A match that is not reliable is refused unless forced.</source>
        <translation>Écrit une copie d&apos;un raster, déplacée sur la référence par la transformation d&apos;un appariement précédent. Une simple translation est appliquée sans rééchantillonnage. Un appariement qui n&apos;est pas fiable est refusé, sauf si c&apos;est forcé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Raster to correct (the moving layer)</source>
        <translation>Raster à corriger (la couche mobile)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>The moving layer of the match, or another raster that is aligned with it.</source>
        <translation>La couche mobile de l&apos;appariement, ou un autre raster aligné avec elle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>A GeoTIFF. It cannot be the raster that is corrected, nor the reference.</source>
        <translation>Un GeoTIFF. Ce ne peut être ni le raster à corriger, ni la référence.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Correct many rasters</source>
        <translation>Corriger plusieurs rasters</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Writes copies of rasters, moved onto the reference by the transform of an earlier match, as NAME_s2m2.tif into a folder. All of them must have the CRS and the corners of the moving layer; each keeps its data type, mask, bands and overviews. If one cannot be used, none is written.</source>
        <translation>Écrit des copies de rasters, déplacées sur la référence par la transformation d&apos;un appariement précédent, sous le nom NAME_s2m2.tif dans un dossier. Tous doivent avoir le SCR et les coins de la couche mobile ; chacun garde son type de données, son masque, ses bandes et ses aperçus. Si l&apos;un est inutilisable, aucun n&apos;est écrit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters to correct</source>
        <translation>Rasters à corriger</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Rasters with the CRS and the corners of the moving layer.</source>
        <translation>Rasters ayant le SCR et les coins de la couche mobile.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Folder for the corrected rasters</source>
        <translation>Dossier des rasters corrigés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Files there that a correction wrote are replaced, no others.</source>
        <translation>Les fichiers qu&apos;une correction y a écrits sont remplacés, aucun autre.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>Corrected rasters</source>
        <translation>Rasters corrigés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{folder}” holds no match. Give the folder that a match wrote its results to.</source>
        <translation>« {folder} » ne contient pas d&apos;appariement. Indiquez le dossier où un appariement a écrit ses résultats.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/correct.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}. Match again.</source>
        <translation>« {file} » ne peut pas être lu comme résultat d&apos;un appariement : {reason}. Appariez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Fine-tune a model</source>
        <translation>Affiner un modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Adapts a trained model to pairs of SAR and optical rasters, which nobody needs to have labelled or aligned: the first SAR layer belongs to the first optical one, and so on. MODEL is the new model&apos;s file if it is better than the one before on ground kept apart, else empty; REASON says why. A run that was stopped goes on if it is given the same folder and the same settings.</source>
        <translation>Adapte un modèle entraîné à des paires de rasters SAR et optiques, que personne n&apos;a besoin d&apos;avoir étiquetés ou alignés : la première couche SAR va avec la première optique, et ainsi de suite. MODEL est le fichier du nouveau modèle s&apos;il est meilleur que le précédent sur du terrain tenu à l&apos;écart, sinon vide ; REASON dit pourquoi. Un affinage arrêté reprend s&apos;il reçoit le même dossier et les mêmes réglages.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Minutes of training</source>
        <translation>Minutes d&apos;entraînement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>At most; with little ground it ends sooner. Finding out how the layers lie, and trying the new model, take a little more.</source>
        <translation>Au plus ; avec peu de terrain, il finit plus tôt. Trouver la position des couches et essayer le nouveau modèle prend un peu plus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>The largest misalignment of a pair.</source>
        <translation>Le plus grand décalage d&apos;une paire.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Match folders of the pairs, in the same order</source>
        <translation>Dossiers d&apos;appariement des paires, dans le même ordre</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>A line (or, between semicolons, a part) for each pair; empty where there is no match. Pairs with one are not matched again, and the tie points that were checked there are learned from.</source>
        <translation>Une ligne (ou, entre points-virgules, une partie) par paire ; vide là où il n&apos;y a pas d&apos;appariement. Les paires qui en ont un ne sont pas appariées de nouveau, et on apprend des points de liaison qui y ont été vérifiés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>SAR layers</source>
        <translation>Couches SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Scenes of the sensor and the ground that the model is to learn.</source>
        <translation>Scènes du capteur et du terrain que le modèle doit apprendre.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Optical layers, in the same order</source>
        <translation>Couches optiques, dans le même ordre</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>One for each SAR layer, of the same ground.</source>
        <translation>Une pour chaque couche SAR, du même terrain.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Name of the new model</source>
        <translation>Nom du nouveau modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Up to 64 letters a to z, digits, dots, hyphens and underscores.</source>
        <translation>Jusqu&apos;à 64 lettres a à z, chiffres, points, tirets et tirets bas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Folder of the run</source>
        <translation>Dossier de l&apos;affinage</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>What was learned is kept there. With the same folder and settings, a stopped run goes on.</source>
        <translation>Ce qui a été appris y est gardé. Avec le même dossier et les mêmes réglages, un affinage arrêté reprend.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Base model, a trained one</source>
        <translation>Modèle de base, un modèle entraîné</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>New model&apos;s file, or empty</source>
        <translation>Fichier du nouveau modèle, ou vide</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Whether there is a better model</source>
        <translation>S&apos;il y a un meilleur modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>Why, or why not</source>
        <translation>Pourquoi, ou pourquoi pas</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{sars} SAR and {opticals} optical layers are given. Give as many of the one as of the other.</source>
        <translation>{sars} couches SAR et {opticals} couches optiques sont indiquées. Indiquez-en autant des unes que des autres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>{folders} match folders are given for {pairs} pairs.</source>
        <translation>{folders} dossiers d&apos;appariement sont indiqués pour {pairs} paires.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/finetune.py"/>
        <source>There is no better model.</source>
        <translation>Il n&apos;y a pas de meilleur modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Masks: ground to leave out</source>
        <translation>Masques : terrain à laisser de côté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Clouds, water or anything else that must not be matched: polygons, or rasters that are not zero there. Of a scene classification of Sentinel-2 (SCL), clouds and their shadows are left out.</source>
        <translation>Nuages, eau ou tout ce qui ne doit pas être apparié : des polygones, ou des rasters qui n&apos;y sont pas nuls. D&apos;une classification de scène de Sentinel-2 (SCL), les nuages et leurs ombres sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Cutline: polygons of the ground to match</source>
        <translation>Ligne de coupe : polygones du terrain à apparier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Tie points are placed only inside these polygons, as the moving layer shows the ground.</source>
        <translation>Les points de liaison sont placés seulement dans ces polygones, comme la couche mobile montre le terrain.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Values of raster masks to leave out</source>
        <translation>Valeurs des masques raster à laisser de côté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>Integers, with commas between them, for example 3,8,9,10. All but zero if not set.</source>
        <translation>Des entiers séparés par des virgules, par exemple 3,8,9,10. Toutes sauf zéro si rien n&apos;est indiqué.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>“{text}” are not integers with commas between them, for example 3,8,9,10.</source>
        <translation>« {text} » ne sont pas des entiers séparés par des virgules, par exemple 3,8,9,10.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/masks.py"/>
        <source>One of these masks cannot be opened: {sources}. Check that they exist.</source>
        <translation>L&apos;un de ces masques ne peut pas être ouvert : {sources}. Vérifiez qu&apos;ils existent.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Match SAR and optical</source>
        <translation>Apparier SAR et optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Finds tie points between a SAR and an optical raster of the same ground, and by how much the moving layer has to be shifted to lie on the reference. Writes result.json, tie_points.gpkg, heatmap.tif, gcps.points and report.html. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation>Trouve des points de liaison entre un raster SAR et un raster optique du même terrain, et de combien la couche mobile doit être déplacée pour se poser sur la référence. Écrit result.json, tie_points.gpkg, heatmap.tif, gcps.points et report.html. STATUS est « unreliable », avec un avertissement, là où il ne faut pas se fier au résultat.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The largest misalignment to look for.</source>
        <translation>Le plus grand décalage à chercher.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Pixels between tie points</source>
        <translation>Pixels entre points de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Chosen from the size of the overlap if not set.</source>
        <translation>Choisi d&apos;après la taille du recouvrement si rien n&apos;est indiqué.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Extent to match</source>
        <translation>Emprise à apparier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All of the overlap if not set.</source>
        <translation>Tout le recouvrement si rien n&apos;est indiqué.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>SAR layer</source>
        <translation>Couche SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Optical layer</source>
        <translation>Couche optique</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A radar image. Rasters with several bands are matched by the bands that suit best.</source>
        <translation>Une image radar. Les rasters à plusieurs bandes sont appariés par les bandes qui conviennent le mieux.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>An optical image of the same ground.</source>
        <translation>Une image optique du même terrain.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Moving layer, to be corrected</source>
        <translation>Couche mobile, à corriger</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>“sar” or “optical”: the layer whose position you trust less. The other one is the reference.</source>
        <translation>« sar » ou « optical » : la couche dont la position vous inspire le moins confiance. L&apos;autre est la référence.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Load tie points and heatmap when done</source>
        <translation>Charger les points de liaison et la carte de probabilité à la fin</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>They are added to the project with their styles.</source>
        <translation>Ils sont ajoutés au projet avec leurs styles.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>All results are written there, and s2m2:correct takes it.</source>
        <translation>Tous les résultats y sont écrits, et s2m2:correct le prend.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Replace a match that was checked</source>
        <translation>Remplacer un appariement vérifié</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match folder whose tie points somebody has checked is refused otherwise: the checks would be lost.</source>
        <translation>Un dossier d&apos;appariement dont quelqu&apos;un a vérifié les points de liaison est refusé autrement : les vérifications seraient perdues.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>error.tif: the displacement to the east and to the north at each place, and its standard deviation, in metres.</source>
        <translation>error.tif : le déplacement vers l&apos;est et vers le nord en chaque lieu, et son écart-type, en mètres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Largest CE90 that you accept (metres)</source>
        <translation>Plus grand CE90 que vous acceptez (mètres)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>A match above it gets a warning. It is not called unreliable for that.</source>
        <translation>Un appariement au-delà reçoit un avertissement. Il n’est pas jugé non fiable pour cela.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Heights (DEM, metres)</source>
        <translation>Altitudes (MNT, mètres)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>If given, the report says whether the residuals depend on height, as without terrain correction.</source>
        <translation>Si elles sont données, le rapport dit si les résidus dépendent de l’altitude, comme sans correction du relief.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Heatmap</source>
        <translation>Carte de probabilité</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>Error raster</source>
        <translation>Raster d&apos;erreur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match.py"/>
        <source>RMSE (metres)</source>
        <translation>RMSE (mètres)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match many</source>
        <translation>Apparier en nombre</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Matches all pairs that a manifest, a table or two folders name, several at a time. RESULTS is a layer with the footprint, the verdict and the shift of each pair; its action “Open the pair&apos;s report” opens the report of the pair that is clicked. A batch that was cancelled or killed goes on if it is given the same folder: what is done is not done again.</source>
        <translation>Apparie toutes les paires que nomme un manifeste, un tableau ou deux dossiers, plusieurs à la fois. RESULTS est une couche avec l’emprise, le verdict et le décalage de chaque paire ; son action « Ouvrir le rapport de la paire » ouvre le rapport de la paire sur laquelle on clique. Un lot annulé ou interrompu continue si on lui donne le même dossier : ce qui est fait n’est pas refait.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Moving layers, to be corrected</source>
        <translation>Couches mobiles, à corriger</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“sar” or “optical”: the layers whose positions you trust less, where a table says nothing else.</source>
        <translation>« sar » ou « optical » : les couches dont vous croyez moins la position, là où un tableau ne dit rien d’autre.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Correct the moving layers of reliable matches</source>
        <translation>Corriger les couches mobiles des appariements fiables</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The corrected rasters lie in the folder of their pair.</source>
        <translation>Les rasters corrigés sont dans le dossier de leur paire.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of all results</source>
        <translation>Dossier de tous les résultats</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>It has a folder for each pair, a table and a report. Its results are used in the next run.</source>
        <translation>Il contient un dossier pour chaque paire, un tableau et un rapport. Ses résultats servent à l’exécution suivante.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs with their verdicts</source>
        <translation>Paires avec leur verdict</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs</source>
        <translation>Paires</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Reliable pairs</source>
        <translation>Paires fiables</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that are not reliable</source>
        <translation>Paires pas fiables</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs that failed</source>
        <translation>Paires en échec</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifest file</source>
        <translation>Fichier manifeste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Manifests</source>
        <translation>Manifestes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A CSV or Parquet file with the columns id, sar and optical, or a collection of STAC items. Give a manifest, a table, or two folders.</source>
        <translation>Un fichier CSV ou Parquet avec les colonnes id, sar et optical, ou une collection d’items STAC. Donnez un manifeste, un tableau ou deux dossiers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Table of pairs</source>
        <translation>Tableau des paires</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>A layer or table with the columns id, sar and optical, and others of a manifest. Others do not count.</source>
        <translation>Une couche ou un tableau avec les colonnes id, sar et optical, et d’autres d’un manifeste. Le reste ne compte pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of SAR rasters</source>
        <translation>Dossier de rasters SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Folder of optical rasters</source>
        <translation>Dossier de rasters optiques</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Rasters whose names are equal without words such as SAR and optical are a pair, and then those that overlap most. Subfolders count.</source>
        <translation>Les rasters dont les noms sont égaux sans des mots comme SAR et optical forment une paire, puis ceux qui se recouvrent le plus. Les sous-dossiers comptent.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Pairs at a time</source>
        <translation>Paires à la fois</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>One for each core of the processor if it is not set.</source>
        <translation>Une par cœur du processeur si rien n’est indiqué.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Times that a failed pair is tried again</source>
        <translation>Nombre de nouveaux essais d’une paire en échec</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Only where the failure may have been chance: a server, a lack of memory, a full disk.</source>
        <translation>Seulement quand l’échec peut être dû au hasard : un serveur, un manque de mémoire, un disque plein.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Go on when a pair fails</source>
        <translation>Continuer quand une paire échoue</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Without it, pairs that cannot be matched are listed, and nothing begins.</source>
        <translation>Sans cela, les paires qui ne peuvent pas être appariées sont listées, et rien ne commence.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Adjust the shifts of all pairs together</source>
        <translation>Ajuster ensemble les décalages de toutes les paires</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>For images that occur in several pairs: each gets one correction, and wrong pairs show.</source>
        <translation>Pour des images présentes dans plusieurs paires : chacune reçoit une correction, et les paires fausses se voient.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Match all pairs again</source>
        <translation>Apparier de nouveau toutes les paires</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Also those that are done with the same inputs and settings.</source>
        <translation>Aussi celles qui sont faites avec les mêmes entrées et les mêmes réglages.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Show the results on the map, from the first pair on</source>
        <translation>Montrer les résultats sur la carte dès la première paire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The layer grows while the batch runs.</source>
        <translation>La couche grandit pendant que le lot avance.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: property that is equal for both items</source>
        <translation>STAC : propriété égale pour les deux items</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as grid:code. A collection of STAC items needs all four of these.</source>
        <translation>Par exemple grid:code. Une collection d’items STAC demande ces quatre indications.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: days that may lie between the items</source>
        <translation>STAC : jours qui peuvent séparer les items</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The nearest in time is taken, if it is not further away.</source>
        <translation>Le plus proche dans le temps est pris, s’il n’est pas plus loin.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of SAR items</source>
        <translation>STAC : asset des items SAR</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as vv. Items that have it are SAR.</source>
        <translation>Par exemple vv. Les items qui l’ont sont SAR.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>STAC: asset of optical items</source>
        <translation>STAC : asset des items optiques</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Such as B04. Items that have it are optical.</source>
        <translation>Par exemple B04. Les items qui l’ont sont optiques.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Give one of these: a manifest, a table of pairs, or two folders.</source>
        <translation>Donnez l’un de ceux-ci : un manifeste, un tableau de paires ou deux dossiers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>Cancelled. What was finished is kept, and is used in the next run.</source>
        <translation>Annulé. Ce qui était fini est gardé et servira à l’exécution suivante.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>The table of pairs cannot be read.</source>
        <translation>Le tableau des paires ne peut pas être lu.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{name} is left out: {reason}.</source>
        <translation>{name} est laissé de côté : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{number} more rasters are left out.</source>
        <translation>{number} autres rasters sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>No pair was found in these folders.</source>
        <translation>Aucune paire n’a été trouvée dans ces dossiers.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>“{folder}” is not empty, and no batch wrote it.</source>
        <translation>« {folder} » n’est pas vide, et aucun lot ne l’a écrit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_many.py"/>
        <source>{pairs} pairs: {reliable} reliable, {unreliable} not reliable, {failed} failed, {waiting} not begun.</source>
        <translation>{pairs} paires : {reliable} fiables, {unreliable} pas fiables, {failed} en échec, {waiting} pas commencées.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the east (metres)</source>
        <translation>Translation vers l&apos;est (mètres)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Shift to the north (metres)</source>
        <translation>Translation vers le nord (mètres)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>CE90 (metres)</source>
        <translation>CE90 (mètres)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Inliers among the tie points</source>
        <translation>Inliers parmi les points de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Kind of transform</source>
        <translation>Type de transformation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Status: reliable or unreliable</source>
        <translation>Statut : fiable (reliable) ou non (unreliable)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/match_results.py"/>
        <source>Why it is not reliable, or empty</source>
        <translation>Pourquoi il n&apos;est pas fiable, ou vide</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A name in the list of models. Scripts may also give the path of a model file.</source>
        <translation>Un nom de la liste des modèles. Les scripts peuvent aussi donner le chemin d&apos;un fichier de modèle.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>Model file, in place of a model of the list</source>
        <translation>Fichier de modèle, à la place d&apos;un modèle de la liste</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/model_choice.py"/>
        <source>A model that is not in the list of models; it counts if it is given.</source>
        <translation>Un modèle qui n&apos;est pas dans la liste des modèles ; il compte s&apos;il est indiqué.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Makes transform, accuracy, verdict, report and gcps.points of an earlier match anew from its tie points, as you have checked them, without matching again. Rejected tie points are left out; confirmed, moved and added ones weigh more. STATUS is “unreliable”, with a warning, where the result is not to be trusted.</source>
        <translation>Refait transformation, précision, verdict, rapport et gcps.points d&apos;un appariement précédent à partir de ses points de liaison, tels que vous les avez vérifiés, sans apparier de nouveau. Les points de liaison rejetés sont laissés de côté ; ceux qui sont confirmés, déplacés ou ajoutés pèsent plus. STATUS est « unreliable », avec un avertissement, là où il ne faut pas se fier au résultat.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>The folder that a match wrote its results to. Its files are written anew.</source>
        <translation>Le dossier où un appariement a écrit ses résultats. Ses fichiers sont réécrits.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>“auto” takes the kind of transform that the tie points support best.</source>
        <translation>« auto » prend le type de transformation que les points de liaison soutiennent le mieux.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>Control points of the Georeferencer</source>
        <translation>Points de contrôle du Géoréférenceur</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/processing/refit.py"/>
        <source>A .points file for the moving layer. Its points confirm, move or reject the tie points at their places; the others are added to the tie points. They are kept as checks.</source>
        <translation>Un fichier .points pour la couche mobile. Ses points confirment, déplacent ou rejettent les points de liaison à leurs lieux ; les autres sont ajoutés aux points de liaison. Ils sont gardés comme vérifications.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>Residual after the transform</source>
        <translation>Résidu après la transformation</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, true length</source>
        <translation>{what}, longueur réelle</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/arrows.py"/>
        <source>{what}, drawn {times} times as long</source>
        <translation>{what}, dessiné {times} fois plus long</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Failed</source>
        <translation>En échec</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Open the pair&apos;s report</source>
        <translation>Ouvrir le rapport de la paire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>not reliable</source>
        <translation>pas fiable</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/batch_layer.py"/>
        <source>failed</source>
        <translation>en échec</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrected_layer.py"/>
        <source>{name} (corrected)</source>
        <translation>{name} (corrigée)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” could not be removed: {reason}.</source>
        <translation>« {file} » n’a pas pu être supprimé : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays: there was a file of that name before, whose content was replaced.</source>
        <translation>« {file} » reste : un fichier de ce nom existait déjà, et son contenu a été remplacé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because it was changed after it was written.</source>
        <translation>« {file} » reste, car il a été modifié après son écriture.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays with its layer, because a later match is of it.</source>
        <translation>« {file} » reste avec sa couche, car un appariement ultérieur s’y rapporte.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because another layer reads it.</source>
        <translation>« {file} » reste, car une autre couche le lit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/corrections.py"/>
        <source>“{file}” stays, because the project was saved with it.</source>
        <translation>« {file} » reste, car le projet a été enregistré avec lui.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/kept_results.py"/>
        <source>The results in “{folder}” could not be moved and will be lost when QGIS is closed: {reason}.</source>
        <translation>Les résultats dans « {folder} » n&apos;ont pas pu être déplacés et seront perdus quand QGIS sera fermé : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is read with {factor:.1f} times larger pixels, because the area is large.</source>
        <translation>« {name} » est lue avec des pixels {factor:.1f} fois plus grands, car la zone est grande.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” has no data in the area that is needed.</source>
        <translation>« {name} » n&apos;a pas de données dans la zone nécessaire.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose layers that show the same ground.</source>
        <translation>Choisissez des couches qui montrent le même terrain.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” is a web map, and the area is too large to ask its server for it.</source>
        <translation>« {name} » est une carte du web, et la zone est trop grande pour la demander à son serveur.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Choose a smaller area, or a file as the layer.</source>
        <translation>Choisissez une zone plus petite, ou un fichier comme couche.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>QGIS reports error {number}</source>
        <translation>QGIS signale l&apos;erreur {number}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture of the area.</source>
        <translation>Le serveur de « {name} » n’a envoyé aucune image de la zone.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Look whether the layer is drawn on the map there. The server may be down, or refuse you.</source>
        <translation>Regardez si la couche s’affiche sur la carte à cet endroit. Le serveur est peut-être arrêté, ou il vous refuse.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>The server of “{name}” has sent no picture for {percent} % of the area, which is not matched.</source>
        <translation>Le serveur de « {name} » n’a pas envoyé d’image pour {percent} % de la zone, qui ne sont pas appariés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>“{name}” could not be written to a temporary file: {reason}.</source>
        <translation>« {name} » n&apos;a pas pu être écrite dans un fichier temporaire : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/layer_files.py"/>
        <source>Check that the layer is drawn on the map and that the disk is not full.</source>
        <translation>Vérifiez que la couche se dessine sur la carte et que le disque n&apos;est pas plein.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/live_tie_points.py"/>
        <source>Tie points so far (confidence)</source>
        <translation>Points de liaison jusqu&apos;ici (confiance)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used here: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation>« {name} » ne peut pas être utilisé ici : ce n’est pas un fichier raster avec ce SCR. Exportez la couche (Couche &gt; Enregistrer sous).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mask_files.py"/>
        <source>“{name}” cannot be used as a mask: {reason}.</source>
        <translation>« {name} » ne peut pas servir de masque : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Tie points (confidence)</source>
        <translation>Points de liaison (confiance)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/match_group.py"/>
        <source>Heatmap (probability)</source>
        <translation>Carte de probabilité</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{folder}” holds no match. Choose a folder that a match wrote its results to.</source>
        <translation>« {folder} » ne contient pas d&apos;appariement. Choisissez un dossier où un appariement a écrit ses résultats.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{file}” cannot be read as the result of a match: {reason}.</source>
        <translation>« {file} » ne peut pas être lu comme résultat d&apos;un appariement : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/matches.py"/>
        <source>“{name}” has no tie points any more.</source>
        <translation>« {name} » n&apos;a plus de points de liaison.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>Select two or more raster layers that are to be matched as one.</source>
        <translation>Sélectionnez au moins deux couches raster à apparier comme une seule.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>“{name}” has another CRS, other bands or another data type than “{first}”.</source>
        <translation>« {name} » a un autre SCR, d’autres bandes ou un autre type de données que « {first} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>QGIS cannot open it</source>
        <translation>QGIS ne peut pas l’ouvrir</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>The mosaic cannot be written into “{folder}”: {reason}.</source>
        <translation>La mosaïque ne peut pas être écrite dans « {folder} » : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/project/mosaic.py"/>
        <source>GDAL gives no reason</source>
        <translation>GDAL ne donne pas de raison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” is being edited. Save its edits or discard them first.</source>
        <translation>« {name} » est en cours d&apos;édition. Enregistrez ou abandonnez d&apos;abord ses modifications.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/checked_points.py"/>
        <source>“{name}” cannot be written to, so its tie points cannot be checked.</source>
        <translation>« {name} » ne peut pas être écrite, ses points de liaison ne peuvent donc pas être vérifiés.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Confirm {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Confirm a tie point</extracomment>
        <translation>
            <numerusform>Confirmer un point de liaison</numerusform>
            <numerusform>Confirmer {count} points de liaison</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Reject {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Reject a tie point</extracomment>
        <translation>
            <numerusform>Rejeter un point de liaison</numerusform>
            <numerusform>Rejeter {count} points de liaison</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Take back the checks of {count} tie points</source>
        <extracomment>Where the number is 1, the English text is: Take back a check</extracomment>
        <translation>
            <numerusform>Reprendre une vérification</numerusform>
            <numerusform>Reprendre les vérifications de {count} points de liaison</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Move a tie point</source>
        <translation>Déplacer un point de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/editor.py"/>
        <source>Add a tie point</source>
        <translation>Ajouter un point de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>You added this tie point. Drag it to move it, or right-click to remove it.</source>
        <translation>Vous avez ajouté ce point de liaison. Faites-le glisser pour le déplacer, ou cliquez droit pour le retirer.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>The match found no displacement here that you could confirm. Drag the point to its correct place.</source>
        <translation>L&apos;appariement n&apos;a trouvé ici aucun déplacement que vous puissiez confirmer. Faites glisser le point à son bon endroit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/map_tool.py"/>
        <source>A tie point begins here in the moving layer. Click where this place belongs, as the reference shows it. Right-click or press Esc to drop it.</source>
        <translation>Un point de liaison commence ici dans la couche mobile. Cliquez là où ce lieu doit aller, comme la référence le montre. Clic droit ou Échap l&apos;abandonne.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Moving</source>
        <translation>Mobile</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>The place in the moving layer. The wheel zooms.</source>
        <translation>Le lieu dans la couche mobile. La molette zoome.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Reference (click to place)</source>
        <translation>Référence (cliquer pour placer)</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>Where this place belongs. Click it in the reference, and the tie point moves there. The wheel zooms.</source>
        <translation>Où ce lieu doit aller. Cliquez-le dans la référence, et le point de liaison s&apos;y déplace. La molette zoome.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/place_views.py"/>
        <source>How probable each place is. The ellipse holds nine of ten errors, if the match is right.</source>
        <translation>Combien chaque lieu est probable. L&apos;ellipse contient neuf erreurs sur dix, si l&apos;appariement est juste.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>used</source>
        <translation>utilisé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not used</source>
        <translation>non utilisé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>confirmed</source>
        <translation>confirmé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>moved</source>
        <translation>déplacé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>added</source>
        <translation>ajouté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>rejected</source>
        <translation>rejeté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>agrees</source>
        <translation>s&apos;accorde</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>outlier</source>
        <translation>aberrant</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>not matched</source>
        <translation>non trouvé</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Use</source>
        <translation>Pris</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>No.</source>
        <translation>N°</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Residual m</source>
        <translation>Résidu m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Confidence</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>East m</source>
        <translation>Est m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>North m</source>
        <translation>Nord m</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Ticked tie points count when the transform is fitted. The space bar ticks the selected rows.</source>
        <translation>Les points de liaison cochés comptent quand la transformation est ajustée. La barre d&apos;espace coche les lignes sélectionnées.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Number of the tie point in its file.</source>
        <translation>Numéro du point de liaison dans son fichier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>What a transform that was fitted without this tie point leaves of its displacement, in metres.</source>
        <translation>Ce qu&apos;une transformation ajustée sans ce point de liaison laisse de son déplacement, en mètres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How sure the match is of this tie point.</source>
        <translation>Combien l&apos;appariement est sûr de ce point de liaison.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s first axis, in metres on the ground.</source>
        <translation>De combien le lieu doit se déplacer le long du premier axe du SCR, en mètres au sol.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>How far the place has to move along the CRS&apos;s second axis, in metres on the ground.</source>
        <translation>De combien le lieu doit se déplacer le long du second axe du SCR, en mètres au sol.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_model.py"/>
        <source>Your check, or whether the tie point agrees with the transform.</source>
        <translation>Votre vérification, ou si le point de liaison s&apos;accorde avec la transformation.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>S2M2: tie points</source>
        <translation>S2M2 : points de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>All tie points</source>
        <translation>Tous les points de liaison</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Those that agree</source>
        <translation>Ceux qui s&apos;accordent</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Outliers</source>
        <translation>Aberrants</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Checked</source>
        <translation>Vérifiés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Not matched</source>
        <translation>Non trouvés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Which tie points are listed</source>
        <translation>Quels points de liaison sont listés</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Share of the tie points to drop</source>
        <translation>Part des points de liaison à écarter</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Drop the worst</source>
        <translation>Écarter les pires</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject this share of the tie points that agree: those with the largest residuals.</source>
        <translation>Rejette cette part des points de liaison qui s&apos;accordent : ceux qui ont les plus grands résidus.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Map follows</source>
        <translation>La carte suit</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>The map shows the current tie point.</source>
        <translation>La carte montre le point de liaison actuel.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Refit at once</source>
        <translation>Réajuster aussitôt</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Each change makes transform, accuracy and verdict anew.</source>
        <translation>Chaque modification refait transformation, précision et verdict.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Use, or leave out</source>
        <translation>Utiliser, ou laisser de côté</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Reject</source>
        <translation>Rejeter</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/tie_points/table_window.py"/>
        <source>Take back the check</source>
        <translation>Reprendre la vérification</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>The largest misalignment to look for, in metres on the ground. A larger radius takes longer.</source>
        <translation>Le plus grand décalage à chercher, en mètres au sol. Un plus grand rayon prend plus de temps.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>a few seconds left</source>
        <translation>encore quelques secondes</translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} s left</source>
        <translation>
            <numerusform>encore environ {count} s</numerusform>
            <numerusform>encore environ {count} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../s2m2_qgis/widgets.py"/>
        <source>about {count} min left</source>
        <translation>
            <numerusform>encore environ {count} min</numerusform>
            <numerusform>encore environ {count} min</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>exit status {s}</source>
        <translation>état de sortie {s}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>the file of {package} is not the one that S2M2 was released with</source>
        <translation>le fichier de {package} n&apos;est pas celui avec lequel S2M2 a été publié</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>It was not installed. The index or the folder holds another file under this name; tell who manages it.</source>
        <translation>Il n&apos;a pas été installé. L&apos;index ou le dossier contient un autre fichier de ce nom ; dites-le à qui le gère.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check QGIS&apos;s proxy under Settings &gt; Options &gt; Network, or “proxy” in pip&apos;s settings.</source>
        <translation>Vérifiez le proxy de QGIS sous Préférences &gt; Options &gt; Réseau, ou « proxy » dans les réglages de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Free disk space for the QGIS profile, and try again.</source>
        <translation>Libérez de la place sur le disque du profil QGIS, et réessayez.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Use a QGIS profile in a folder whose path does not contain this character.</source>
        <translation>Utilisez un profil QGIS dans un dossier dont le chemin ne contient pas ce caractère.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Check the permissions of the profile&apos;s folder, and whether an antivirus program blocks it.</source>
        <translation>Vérifiez les droits du dossier du profil, et si un antivirus le bloque.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The proxy wants a user name and a password.</source>
        <translation>Le proxy demande un nom d&apos;utilisateur et un mot de passe.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>Pip cannot use a SOCKS proxy. Use an HTTP proxy, or install from a folder of wheels.</source>
        <translation>Pip ne peut pas utiliser de proxy SOCKS. Utilisez un proxy HTTP, ou installez depuis un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>A proxy or antivirus program may replace certificates. Add its certificate authority in QGIS under Settings &gt; Options &gt; Authentication, or name it as “cert” in pip&apos;s settings.</source>
        <translation>Un proxy ou un antivirus remplace peut-être les certificats. Ajoutez son autorité de certification dans QGIS sous Préférences &gt; Options &gt; Authentification, ou nommez-la comme « cert » dans les réglages de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index wants a user name and a password. Write them into a .netrc file or pip&apos;s settings.</source>
        <translation>L&apos;index demande un nom d&apos;utilisateur et un mot de passe. Écrivez-les dans un fichier .netrc ou dans les réglages de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <source>The index or a proxy refuses access. Ask who manages it.</source>
        <translation>L&apos;index ou un proxy refuse l&apos;accès. Demandez à qui le gère.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/causes.py"/>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Check the internet connection and the proxy, or install from a folder of wheels.</source>
        <translation>Vérifiez la connexion à internet et le proxy, ou installez depuis un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Waiting for other work to end.</source>
        <translation>Attente de la fin d&apos;un autre travail.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} was started with {python}.</source>
        <translation>Le processus de calcul {pid} a été démarré avec {python}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>The worker {pid} has ended.</source>
        <translation>Le processus de calcul {pid} est terminé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/client.py"/>
        <source>Matching needs a Python environment, which is not set up yet.</source>
        <translation>L&apos;appariement demande un environnement Python, qui n&apos;est pas encore installé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/environment.py"/>
        <source>PyTorch is being added to the environment. Wait until that has ended.</source>
        <translation>PyTorch est en train d&apos;être ajouté à l&apos;environnement. Attendez que ce soit terminé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Set up the environment, or choose another Python, in the S2M2 settings.</source>
        <translation>Installez l&apos;environnement, ou choisissez un autre Python, dans les paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” cannot be started: {error}.</source>
        <translation>Le Python dans « {python} » ne peut pas être démarré : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The plugin&apos;s folder lacks the engine&apos;s files ({name}).</source>
        <translation>Il manque au dossier de l&apos;extension des fichiers du moteur ({name}).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Reinstall the plugin.</source>
        <translation>Réinstallez l&apos;extension.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The Python at “{python}” lacks the package {name}.</source>
        <translation>Il manque au Python dans « {python} » le paquet {name}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine could not start: {reason}.</source>
        <translation>Le moteur n&apos;a pas pu démarrer : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>exit status {status}</source>
        <translation>état de sortie {status}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine was killed while it worked, perhaps because there was not enough memory.</source>
        <translation>Le moteur a été tué pendant son travail, peut-être parce que la mémoire ne suffisait pas.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Close other programs, or match a smaller area.</source>
        <translation>Fermez d&apos;autres programmes, ou appariez une zone plus petite.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine stopped while it worked (exit status {status}).</source>
        <translation>Le moteur s&apos;est arrêté pendant son travail (état de sortie {status}).</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. The log panel “S2M2” shows its last messages.</source>
        <translation>Réessayez. Le journal « S2M2 » montre ses derniers messages.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine did not start within {seconds:.0f} seconds.</source>
        <translation>Le moteur n&apos;a pas démarré en {seconds:.0f} secondes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again, or choose another Python in the S2M2 settings.</source>
        <translation>Réessayez, ou choisissez un autre Python dans les paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>The matching engine sent a message that the plugin does not understand: {problem}.</source>
        <translation>Le moteur a envoyé un message que l&apos;extension ne comprend pas : {problem}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/failures.py"/>
        <source>Try again. If this happens again, reinstall the plugin.</source>
        <translation>Réessayez. Si cela se reproduit, réinstallez l&apos;extension.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot be started: {error}.</source>
        <translation>{name} ne peut pas être démarré : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} did not answer within {limit:.0f} seconds.</source>
        <translation>{name} n&apos;a pas répondu en {limit:.0f} secondes.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/health.py"/>
        <source>The package {package} is damaged: {why}.</source>
        <translation>Le paquet {package} est endommagé : {why}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from the folder {folder}.</source>
        <translation>Les paquets viennent du dossier {folder}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in the S2M2 settings.</source>
        <translation>Les paquets viennent de {index}, l&apos;index des paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}, the index in pip&apos;s settings.</source>
        <translation>Les paquets viennent de {index}, l&apos;index des réglages de pip.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Packages come from {index}.</source>
        <translation>Les paquets viennent de {index}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>QGIS&apos;s proxy is used: {proxy}.</source>
        <translation>Le proxy de QGIS est utilisé : {proxy}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>These settings of pip are not used here: {names}.</source>
        <translation>Ces réglages de pip ne sont pas utilisés ici : {names}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/installer.py"/>
        <source>Pip cannot read its settings, which are not used here: {reason}</source>
        <translation>Pip ne peut pas lire ses réglages, qui ne sont pas utilisés ici : {reason}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The other QGIS has created the environment.</source>
        <translation>L&apos;autre QGIS a créé l&apos;environnement.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment is still there.</source>
        <translation>L&apos;environnement précédent est toujours là.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing the engine&apos;s packages…</source>
        <translation>Installation des paquets du moteur…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking the environment…</source>
        <translation>Vérification de l&apos;environnement…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose another Python in the S2M2 settings.</source>
        <translation>Choisissez un autre Python dans les paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing Dask…</source>
        <translation>Installation de Dask…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking Dask…</source>
        <translation>Vérification de Dask…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Dask could not be installed: {reason}. {hint}</source>
        <translation>Dask n’a pas pu être installé : {reason}. {hint}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Checking PyTorch…</source>
        <translation>Vérification de PyTorch…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Install the latest Microsoft Visual C++ Redistributable.</source>
        <translation>Installez le dernier Microsoft Visual C++ Redistributable.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>PyTorch could not be installed: {reason}. {hint}</source>
        <translation>PyTorch n&apos;a pas pu être installé : {reason}. {hint}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing what PyTorch needs…</source>
        <translation>Installation de ce dont PyTorch a besoin…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch from {index}…</source>
        <translation>Installation de PyTorch depuis {index}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Installing PyTorch…</source>
        <translation>Installation de PyTorch…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>If the index has no file for this system and Python version, choose another index or a folder of wheels in the S2M2 settings.</source>
        <translation>Si l&apos;index n&apos;a pas de fichier pour ce système et cette version de Python, choisissez un autre index ou un dossier de wheels dans les paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder must contain the wheels of all packages for this system and Python version.</source>
        <translation>Le dossier doit contenir les wheels de tous les paquets pour ce système et cette version de Python.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The folder “{folder}” contains no wheels.</source>
        <translation>Le dossier « {folder} » ne contient pas de wheels.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>Choose a folder that “pip download” has filled, or choose no folder to install from the internet.</source>
        <translation>Choisissez un dossier que « pip download » a rempli, ou aucun dossier pour installer depuis internet.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>No environment can be made in “{folder}”: its path contains “{character}”.</source>
        <translation>Aucun environnement ne peut être créé dans « {folder} » : son chemin contient « {character} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Check the folder&apos;s permissions.</source>
        <translation>Vérifiez les droits du dossier.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>“{folder}” cannot be written: {error}.</source>
        <translation>« {folder} » ne peut pas être écrit : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The earlier environment in “{folder}” cannot be replaced: {error}.</source>
        <translation>L&apos;environnement précédent dans « {folder} » ne peut pas être remplacé : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Close other QGIS windows that use it, and try again.</source>
        <translation>Fermez les autres fenêtres de QGIS qui l&apos;utilisent, et réessayez.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/making.py"/>
        <source>The index {index} cannot be reached: {reason}.</source>
        <translation>L&apos;index {index} ne peut pas être atteint : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file}: {error}</source>
        <translation>{file} : {error}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>{file} is not the file that S2M2 was released with</source>
        <translation>{file} n&apos;est pas le fichier avec lequel S2M2 a été publié</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pip_wheel.py"/>
        <source>the index has no such file</source>
        <translation>l&apos;index n&apos;a pas un tel fichier</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Look for the matching environment</source>
        <translation>Chercher l&apos;environnement d&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>The matching environment does not work: {error}.</source>
        <translation>L&apos;environnement d&apos;appariement ne fonctionne pas : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the packages for matching</source>
        <translation>Vérifier les paquets d&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>Check the matching environment</source>
        <translation>Vérifier l&apos;environnement d&apos;appariement</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/probe.py"/>
        <source>{path} cannot be used: {error}.</source>
        <translation>{path} ne peut pas être utilisé : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>There is no Python at “{path}”.</source>
        <translation>Il n&apos;y a pas de Python dans « {path} ».</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot load {package}: {why}.</source>
        <translation>{name} ne peut pas charger {package} : {why}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is not a working Python: {reason}.</source>
        <translation>{name} n&apos;est pas un Python qui fonctionne : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but the engine needs {minimum} or later.</source>
        <translation>{name} est Python {version}, mais le moteur demande {minimum} ou plus récent.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is Python {version}, but there are packages only for {minimum} to {maximum}.</source>
        <translation>{name} est Python {version}, mais il n&apos;y a de paquets que pour {minimum} à {maximum}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} is a Python for {platform}, for which there are no packages.</source>
        <translation>{name} est un Python pour {platform}, pour lequel il n&apos;y a pas de paquets.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} cannot make environments: it lacks {packages}.</source>
        <translation>{name} ne peut pas créer d&apos;environnements : il lui manque {packages}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>{name} lacks packages that the engine needs: {packages}.</source>
        <translation>Il manque à {name} des paquets dont le moteur a besoin : {packages}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it ended with exit status {status}</source>
        <translation>il s&apos;est terminé avec l&apos;état de sortie {status}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>it crashed ({signal})</source>
        <translation>il s&apos;est planté ({signal})</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Creating the environment needs Python {minimum} to {maximum}, which was not found.</source>
        <translation>Pour créer l&apos;environnement, il faut Python {minimum} à {maximum}, qui n&apos;a pas été trouvé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/pythons.py"/>
        <source>Install Python from python.org, or choose a Python in the S2M2 settings.</source>
        <translation>Installez Python depuis python.org, ou choisissez un Python dans les paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/reaching.py"/>
        <source>it did not answer within {limit:.0f} seconds</source>
        <translation>il n&apos;a pas répondu en {limit:.0f} secondes</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” is not an environment that S2M2 has made.</source>
        <translation>« {folder} » n&apos;est pas un environnement que S2M2 a créé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Remove the folder yourself if you do not need it.</source>
        <translation>Supprimez le dossier vous-même si vous n&apos;en avez pas besoin.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is being set up, perhaps in another QGIS.</source>
        <translation>L&apos;environnement est en cours d&apos;installation, peut-être dans un autre QGIS.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Wait until that has ended.</source>
        <translation>Attendez que ce soit terminé.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>The environment is in use: a match, a correction or a fine-tuning is running.</source>
        <translation>L&apos;environnement est utilisé : un appariement, une correction ou un affinage est en cours.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>Cancel it or wait until it ends, and try again.</source>
        <translation>Annulez-le ou attendez sa fin, et réessayez.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/removing.py"/>
        <source>“{folder}” cannot be removed: {error}.</source>
        <translation>« {folder} » ne peut pas être supprimé : {error}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>“{folder}” cannot be written.</source>
        <translation>« {folder} » ne peut pas être écrit.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>process {process} on {host}</source>
        <translation>processus {process} sur {host}</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>its owner</source>
        <translation>son propriétaire</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/replacing.py"/>
        <source>Another QGIS is setting up the environment ({who}); waiting for it…</source>
        <translation>Un autre QGIS installe l&apos;environnement ({who}) ; attente de sa fin…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>The set-up needs {needed} MB on the disk of “{folder}”, which has {free} MB free.</source>
        <translation>L&apos;installation demande {needed} Mo sur le disque de « {folder} », qui a {free} Mo libres.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/space.py"/>
        <source>Free disk space, and try again.</source>
        <translation>Libérez de la place sur le disque, et réessayez.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The environment could not be created: {reason}.</source>
        <translation>L&apos;environnement n&apos;a pas pu être créé : {reason}.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>On Debian and Ubuntu, install python3-venv. Elsewhere, choose a Python in the S2M2 settings.</source>
        <translation>Sous Debian et Ubuntu, installez python3-venv. Ailleurs, choisissez un Python dans les paramètres de S2M2.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}…</source>
        <translation>Création d&apos;un environnement avec {python}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Creating an environment with {python}, which has no pip for it, and {file}…</source>
        <translation>Création d&apos;un environnement avec {python}, qui n&apos;a pas de pip pour lui, et {file}…</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>The remains of an earlier set-up in “{folder}” cannot be removed.</source>
        <translation>Les restes d&apos;une installation précédente dans « {folder} » ne peuvent pas être supprimés.</translation>
    </message>
    <message>
        <location filename="../../s2m2_qgis/worker/venvs.py"/>
        <source>Remove the folder, and try again.</source>
        <translation>Supprimez le dossier, et réessayez.</translation>
    </message>
    <message numerus="yes">
        <source> and {count} more</source>
        <extracomment>Where the number is 1, the English text is:  and one more</extracomment>
        <translation type="vanished">
            <numerusform> et une autre</numerusform>
            <numerusform> et {count} autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Adds PyTorch to the environment in {folder}.</source>
        <translation type="vanished">Ajoute PyTorch à l&apos;environnement dans {folder}.</translation>
    </message>
    <message>
        <source>A&amp;dd PyTorch</source>
        <translation type="vanished">Aj&amp;outer PyTorch</translation>
    </message>
    <message>
        <source>The environment is ready for matching, but not for fine-tuning.</source>
        <translation type="vanished">L&apos;environnement est prêt pour l&apos;appariement, mais pas pour l&apos;affinage.</translation>
    </message>
    <message>
        <source>Longest training time; with little ground, training ends sooner. Aligning the layers and testing the new model take some additional time.</source>
        <translation type="vanished">Durée maximale de l&apos;entraînement ; avec peu de terrain, il finit plus tôt. L&apos;alignement des couches et l&apos;essai du nouveau modèle prennent un peu plus de temps.</translation>
    </message>
    <message>
        <source>“{name}”, from {model}: {pairs}, {minutes:g} min</source>
        <translation type="vanished">« {name} », à partir de {model} : {pairs}, {minutes:g} min</translation>
    </message>
    <message>
        <source>Default (trained model)</source>
        <translation type="vanished">Par défaut (modèle entraîné)</translation>
    </message>
    <message>
        <source>Structure (no model needed)</source>
        <translation type="vanished">Structure (sans modèle)</translation>
    </message>
    <message>
        <source>“{name}” cannot be used as a mask: it is not a raster file with this CRS. Export it (Layer &gt; Save As).</source>
        <translation type="vanished">« {name} » ne peut pas servir de masque : ce n&apos;est pas un fichier raster avec ce SCR. Exportez-la (Couche &gt; Sauvegarder sous).</translation>
    </message>
</context>
</TS>
